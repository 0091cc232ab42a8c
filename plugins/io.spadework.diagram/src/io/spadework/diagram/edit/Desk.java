package io.spadework.diagram.edit;

import java.util.List;
import java.util.Map;

import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.commands.Command;

import io.spadework.model.edit.changes.Change;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;

/** What the parts of a diagram ask of the editor that they are in. */
public interface Desk {

	/** A change of the study as a command. */
	Command command(Change change);

	/** Makes a node by itself, at a point of the diagram. */
	Command create(Node node, Point at);

	/** Makes a node in the middle of an edge. */
	Command create(Node node, Edge into);

	/** Makes a node behind another one: in its only edge, or at a new one. */
	Command create(Node node, Node behind);

	/** Moves nodes by a distance. */
	Command move(Iterable<Node> nodes, int dx, int dy);

	/** Puts the middle of the upper sides of nodes somewhere. */
	Command place(String label, Map<Node, Point> places);

	/** Says something in the status line; nothing (null) clears it. */
	void say(String message, boolean refuses);

	/** Shows the graph behind a node; for a node without one, lets its name be changed. */
	void open(Node node);

	/** Shows the graph of a node that stands inside of blocks and stages, which the way to it names, and selects the node. */
	void open(List<Node> way);

	/** Lets the blocks and stages at the ends of these ways show what is inside, or folds them where all show it. */
	void look(List<List<Node>> ways);

	/** Lets the name of a node be changed where it is drawn, or what it is made with. */
	void edit(Node node, boolean name);
}
