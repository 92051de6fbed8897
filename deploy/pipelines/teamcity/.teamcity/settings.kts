// Parameters of the project: coordinator.url, and coordinator.api_key as a password.
import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.buildFeatures.XmlReport
import jetbrains.buildServer.configs.kotlin.buildFeatures.xmlReport
import jetbrains.buildServer.configs.kotlin.buildSteps.script
import jetbrains.buildServer.configs.kotlin.triggers.vcs

version = "2024.12"

project {
    listOf("unit", "integration").forEach { kind -> buildType(Tests(kind)) }
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
    triggers { vcs {} }
    failureConditions { executionTimeoutMin = 70 }
})
