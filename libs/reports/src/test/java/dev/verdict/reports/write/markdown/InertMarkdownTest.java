package dev.verdict.reports.write.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reports.write.HostileText;
import dev.verdict.reports.write.SampleRuns;
import dev.verdict.reports.write.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes from tests is text in the eyes of a real parser, whatever it looks like. */
public class InertMarkdownTest {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(
              List.of(
                  TablesExtension.create(),
                  AutolinkExtension.create(),
                  StrikethroughExtension.create()))
          .build();

  @ParameterizedTest
  @MethodSource("dev.verdict.reports.write.HostileText#all")
  void hostileTextIsOnlyEverCode(String text) {
    Found found = read(Written.text("md", HostileText.everywhere(text)));

    assertThat(found.live).isEmpty();
    assertThat(found.linkTargets)
        .allMatch(
            target -> !target.matches("(?is)[a-z][a-z0-9+.-]*:.*") || target.startsWith("http"));
    // Everything outside of code is ours: it is the same whatever the tests are called.
    assertThat(found.words).isSubsetOf(ownWords());
    assertThat(found.headings).isSubsetOf(read(Written.text("md", SampleRuns.mixed())).headings);
  }

  @ParameterizedTest
  @MethodSource("dev.verdict.reports.write.HostileText#all")
  void noTestCanWriteTheMarkerOfAComment(String text) {
    assertThat(Written.text("md", HostileText.everywhere(text))).doesNotContain("<!--", "[//]:");
  }

  @Test
  void theParserWouldHaveFoundIt() {
    Found found = read("@acme <b>x</b> ![a](b) www.evil.example\n\n# head\n\n[//]: # (x)");
    assertThat(found.live).isNotEmpty();
    assertThat(live("@acme")).isNotEmpty();
    assertThat(found.words).contains("@acme");
    assertThat(found.headings).contains("head");
    assertThat(found.linkTargets).contains("http://www.evil.example");
  }

  /** The words of the report for names that no Markdown could make anything of. */
  private static Set<String> ownWords() {
    Set<String> words =
        new TreeSet<>(read(Written.text("md", HostileText.everywhere("harmless"))).words);
    words.addAll(read(Written.text("md", HostileText.everywhere("harm-less!"))).words);
    words.addAll(read(Written.text("md", HostileText.everywhere("-"))).words);
    return words;
  }

  /** What would be more than text: elements, images, references, mentions, addresses. */
  public static List<String> live(String markdown) {
    Found found = read(markdown);
    List<String> live = new ArrayList<>(found.live);
    found.words.stream()
        .filter(word -> word.matches("(?s).*(@\\w|www\\.|://|<|GH-\\d|#\\d|:tada:).*"))
        .forEach(live::add);
    return live;
  }

  private static Found read(String markdown) {
    Found found = new Found();
    PARSER.parse(markdown).accept(found);
    return found;
  }

  private static final class Found extends AbstractVisitor {
    final List<String> live = new ArrayList<>();
    final Set<String> words = new TreeSet<>();
    final Set<String> headings = new TreeSet<>();
    final Set<String> linkTargets = new TreeSet<>();

    @Override
    public void visit(Text text) {
      if (!(text.getParent() instanceof Link) && !text.getLiteral().contains(" more ")) {
        words.add(text.getLiteral().strip());
      }
    }

    @Override
    public void visit(Code code) {}

    @Override
    public void visit(FencedCodeBlock block) {}

    @Override
    public void visit(Heading heading) {
      Node first = heading.getFirstChild();
      headings.add(first instanceof Text text ? text.getLiteral() : String.valueOf(first));
      visitChildren(heading);
    }

    @Override
    public void visit(Link link) {
      linkTargets.add(link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      live.add(image.getDestination());
    }

    @Override
    public void visit(HtmlInline html) {
      live.add(html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      live.add(html.getLiteral());
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
      live.add(definition.getLabel());
    }
  }
}
