package dev.verdict.runners.java.driver;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Compiles the sources of tests and what they need; says so in a report if it cannot. */
final class Compilation {
  private Compilation() {}

  /** Returns what is wrong; empty if all is well. */
  static String run(Properties request, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      return "java: " + System.getProperty("java.home") + " has no compiler (expected: a JDK)";
    }
    Files.createDirectories(classes);
    String libraries =
        System.getProperty("java.class.path")
            + File.pathSeparator
            + JunitDriver.path(request, "classPath");
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-cp",
            libraries,
            "-encoding",
            "UTF-8",
            "-g",
            "-parameters",
            "-proc:none",
            "-nowarn",
            "-sourcepath",
            JunitDriver.path(request, "sourcePath"));
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromStrings(JunitDriver.entries(request, "sources")))
              .call();
      return compiled ? "" : messages.toString();
    }
  }

  /** Each file of the unit is an error: what it holds cannot be told. */
  static void report(List<String> files, String problem, Path directory) throws IOException {
    Files.createDirectories(directory);
    try (OutputStream out = Files.newOutputStream(directory.resolve("TEST-compilation.xml"))) {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "compilation");
      xml.writeAttribute("tests", Integer.toString(files.size()));
      xml.writeAttribute("errors", Integer.toString(files.size()));
      for (String file : files) {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", file);
        xml.writeAttribute("classname", "");
        xml.writeStartElement("error");
        xml.writeAttribute("message", problem.lines().findFirst().orElse(""));
        xml.writeCharacters(problem);
        xml.writeEndElement();
        xml.writeEndElement();
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException failed) {
      throw new IOException(failed);
    }
  }
}
