// Parameters of the project: coordinator.url, and coordinator.api_key as a password.
import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.buildFeatures.XmlReport
import jetbrains.buildServer.configs.kotlin.buildFeatures.xmlReport
import jetbrains.buildServer.configs.kotlin.buildSteps.script
import jetbrains.buildServer.configs.kotlin.triggers.vcs

version = "2024.12"

project {
    val kinds = listOf("unit", "integration").associateWith { kind -> Tests(kind) }
    kinds.values.forEach { buildType(it) }
    buildType(Together(kinds))
}

class Tests(kind: String) : BuildType({
    id("Tests_${kind}")
    name = "Tests: $kind"
    artifactRules = "test_results/** => test_results"
    vcs { root(DslContext.settingsRoot) }
    params { password("env.VERDICT_API_KEY", "%coordinator.api_key%") }
    steps {
        script {
            name = "Run the tests"
            dockerImage = "registry.example.org/verdict/cli:0.1.0"
            dockerRunParameters = "--entrypoint="
            scriptContent = "verdict run --provider teamcity --coordinator %coordinator.url% --test-dir tests/$kind --test-type $kind --output-dir test_results --report-formats json md html xml"
        }
    }
    features {
        xmlReport {
            reportType = XmlReport.XmlReportType.JUNIT
            rules = "test_results/test_report_*.xml"
        }
    }
    failureConditions { executionTimeoutMin = 70 }
})

// One result of all kinds, also when one of them failed. A push starts this, and this starts what it depends on.
class Together(kinds: Map<String, Tests>) : BuildType({
    id("Together")
    name = "Tests: together"
    artifactRules = "test_reports/** => test_reports"
    steps {
        script {
            name = "Make one result of all kinds"
            dockerImage = "registry.example.org/verdict/cli:0.1.0"
            dockerRunParameters = "--entrypoint="
            scriptContent = "verdict aggregate --report-dir test_results --output-dir test_reports --expect-jobs ${kinds.size}"
        }
    }
    dependencies {
        kinds.forEach { (kind, tests) ->
            dependency(tests) {
                snapshot { onDependencyFailure = FailureAction.ADD_PROBLEM }
                artifacts {
                    cleanDestination = true
                    artifactRules = "test_results/** => test_results/$kind"
                }
            }
        }
    }
    vcs { root(DslContext.settingsRoot) }
    triggers { vcs {} }
})
