package dev.verdict.runtime.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;

/** What a variable of an expression holds, so that a comparison that cannot be meant is refused. */
public enum VariableType {
  TEXT(SimpleType.STRING),
  WHOLE_NUMBER(SimpleType.INT),
  FLAG(SimpleType.BOOL),
  TEXTS(ListType.create(SimpleType.STRING)),
  /** Maps, lists and plain values, as JSON has them. */
  ANY(SimpleType.DYN);

  private final CelType type;

  VariableType(CelType type) {
    this.type = type;
  }

  CelType type() {
    return type;
  }
}
