package io.spadework.notation;

import java.util.List;

import io.spadework.model.edit.changes.Change;
import io.spadework.model.edit.changes.Create;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;

/** Where a new node goes when it is dropped on what is there. */
public final class Placing {

	private Placing() {
	}

	/** Behind a node. Where that has a single edge to go on, the new one goes into it, so that a chain stays a chain. */
	public static Change behind(Node before, Node node) {
		List<Edge> onwards = before.getOutgoing().stream().filter(edge -> !Notation.conditions(edge)).toList();
		Create between = onwards.size() == 1 ? Create.in(onwards.getFirst(), node) : null;
		return between != null && between.refusal() == null ? between : Create.behind(before, node);
	}
}
