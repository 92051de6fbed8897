package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.WorkerEvent;
import dev.verdict.coordinator.domain.subscription.AddressRules;
import dev.verdict.coordinator.domain.subscription.ReceiverUrl;
import dev.verdict.coordinator.domain.subscription.Terms;
import dev.verdict.coordinator.domain.subscription.TypeGlob;
import dev.verdict.coordinator.usecase.BadField;
import dev.verdict.runtime.expression.ExpressionProblem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether terms can be meant, found out before they are kept. */
public final class CheckTerms {
  /** What a view shows instead of a header's value. */
  public static final String HIDDEN = "***";

  private static final int MOST_TYPES = 50;
  private static final int MOST_HEADERS = 20;
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{1,1000}");
  private static final Pattern LITERAL = Pattern.compile("\\[.*]|[0-9.]+");
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-type",
          "content-encoding",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "user-agent");
  private static final List<String> KNOWN_TYPES =
      Stream.of(
              Stream.of(EventType.values()).map(EventType::type),
              Stream.of(WorkerEvent.Kind.values()).map(WorkerEvent.Kind::type),
              SubscriptionNews.types().stream())
          .flatMap(types -> types)
          .toList();

  private final boolean httpAllowed;
  private final AddressRules addresses;

  public CheckTerms(boolean httpAllowed, AddressRules addresses) {
    this.httpAllowed = httpAllowed;
    this.addresses = addresses;
  }

  /**
   * @throws BadField that says what is wrong
   */
  public Terms check(Terms terms) {
    url(terms.url());
    types(terms.types());
    headers(terms.headers());
    if (terms.filter() != null) {
      try {
        EventFilter.compile(terms.filter());
      } catch (ExpressionProblem problem) {
        throw new BadField("filter", terms.filter(), String.valueOf(problem.getMessage()));
      }
    }
    return terms;
  }

  private void url(String text) {
    ReceiverUrl url;
    try {
      url = ReceiverUrl.parse(text, httpAllowed);
    } catch (IllegalArgumentException e) {
      throw new BadField("url", withoutCredentials(text), String.valueOf(e.getMessage()));
    }
    // A name is looked up at each delivery; what is an address already can be refused now.
    if (LITERAL.matcher(url.host()).matches() && !permitted(url.name())) {
      throw new BadField(
          "url", text, "an address of the internet, or one of coordinator.subscriptions.allow");
    }
  }

  private boolean permitted(String literal) {
    try {
      return addresses.permits(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String withoutCredentials(String text) {
    return text.replaceAll("//[^/@]*@", "//***@");
  }

  private static void types(List<String> types) {
    if (types.isEmpty() || types.size() > MOST_TYPES) {
      throw new BadField("types", types.size() + " of them", "1 to " + MOST_TYPES);
    }
    for (int i = 0; i < types.size(); i++) {
      String glob = types.get(i);
      if (!TypeGlob.canBeRead(glob)
          || KNOWN_TYPES.stream().noneMatch(TypeGlob.anyOf(List.of(glob))::matches)) {
        throw new BadField(
            "types[" + i + "]", glob, "a type of our events, or a glob that matches some of them");
      }
    }
  }

  private static void headers(Map<String, String> headers) {
    if (headers.size() > MOST_HEADERS) {
      throw new BadField("headers", headers.size() + " of them", "at most " + MOST_HEADERS);
    }
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!HEADER_NAME.matcher(name).matches()
              || OURS.contains(lower)
              || lower.startsWith("webhook-")) {
            throw new BadField("headers", name, "the name of a header that is not set by Verdict");
          }
          if (HIDDEN.equals(value)) {
            throw new BadField(
                "headers." + name, HIDDEN, "the value itself: what was kept is never shown");
          }
          if (!HEADER_VALUE.matcher(value).matches()) {
            throw new BadField("headers." + name, HIDDEN, "1 to 1000 characters of ASCII");
          }
        });
  }
}
