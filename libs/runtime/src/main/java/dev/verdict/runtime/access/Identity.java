package dev.verdict.runtime.access;

import java.util.Set;
import java.util.UUID;

/** Who is calling. */
public sealed interface Identity {
  /** For logs and for "created by"; never a secret. */
  String name();

  /** Nobody else's: names of keys can be the same. */
  default String unique() {
    return name();
  }

  boolean may(Scope scope);

  /** A key of a person or a program. */
  record Key(UUID id, String name, Set<Scope> scopes) implements Identity {
    public Key {
      scopes = Set.copyOf(scopes);
    }

    @Override
    public String unique() {
      return "key " + id;
    }

    /** Admin may everything that a key can; it is no worker. */
    @Override
    public boolean may(Scope scope) {
      return scopes.contains(scope) || (scopes.contains(Scope.ADMIN) && scope != Scope.WORKER);
    }
  }

  /** A worker with its token. */
  record Worker(UUID id) implements Identity {
    @Override
    public String name() {
      return "worker " + id;
    }

    @Override
    public boolean may(Scope scope) {
      return scope == Scope.WORKER;
    }
  }

  /** Somebody who did not say. */
  record Anyone() implements Identity {
    @Override
    public String name() {
      return "anyone";
    }

    @Override
    public boolean may(Scope scope) {
      return false;
    }
  }
}
