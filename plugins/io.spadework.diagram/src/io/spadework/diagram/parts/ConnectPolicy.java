package io.spadework.diagram.parts;

import java.util.List;

import org.eclipse.draw2d.Connection;
import org.eclipse.draw2d.PolygonDecoration;
import org.eclipse.draw2d.PolylineConnection;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.Request;
import org.eclipse.gef.commands.Command;
import org.eclipse.gef.editpolicies.GraphicalNodeEditPolicy;
import org.eclipse.gef.requests.CreateConnectionRequest;
import org.eclipse.gef.requests.CreateRequest;
import org.eclipse.gef.requests.DropRequest;
import org.eclipse.gef.requests.ReconnectRequest;

import io.spadework.diagram.edit.Desk;
import io.spadework.diagram.figures.NodeFigure;
import io.spadework.diagram.figures.Palette;
import io.spadework.model.edit.changes.Change;
import io.spadework.model.edit.changes.Connect;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;

/**
 * Edges that are drawn from and to a node, with what would come of it while the pointer moves: a node that can take the edge turns green, one that can't
 * turns red, and the status line says which port it enters or why it does not fit. An edge that is dropped on the right part of a node enters a port beside the
 * data, where there is one. A new node that is dropped on a node goes behind it.
 */
final class ConnectPolicy extends GraphicalNodeEditPolicy {

	private final NodeFigure figure;
	private final Desk desk;
	private final Palette palette;

	ConnectPolicy(NodeFigure figure, Desk desk, Palette palette) {
		this.figure = figure;
		this.desk = desk;
		this.palette = palette;
	}

	private Node node() {
		return (Node) getHost().getModel();
	}

	@Override
	protected Command getConnectionCreateCommand(CreateConnectionRequest request) {
		// what feeds nothing has no edge to start
		Command start = node() instanceof Output ? null : new Command("Connect") { };
		request.setStartCommand(start);
		return start;
	}

	@Override
	protected Command getConnectionCompleteCommand(CreateConnectionRequest request) {
		Change change = change(request);
		return change == null ? null : desk.command(change);
	}

	@Override
	protected Command getReconnectTargetCommand(ReconnectRequest request) {
		return desk.command(change(request));
	}

	@Override
	protected Command getReconnectSourceCommand(ReconnectRequest request) {
		return desk.command(change(request));
	}

	/** What a request that ends at this node would change; null for other requests. */
	private Change change(Request request) {
		if (request instanceof ReconnectRequest reconnect) {
			Edge edge = (Edge) reconnect.getConnectionEditPart().getModel();
			return REQ_RECONNECT_SOURCE.equals(request.getType()) ? Connect.moved(edge, node(), edge.getTarget(), edge.getPort())
					: Connect.moved(edge, edge.getSource(), node(), port(edge, reconnect.getLocation()));
		}
		if (request instanceof CreateConnectionRequest create && create.getSourceEditPart() != null && create.getSourceEditPart().getModel() instanceof Node source) {
			List<Port> ports = Connect.ports(source, node());
			if (ports.size() > 1 && isRight(create.getLocation()))
				return new Connect(source, node(), ports.stream().filter(port -> port != Port.DATA).findFirst().orElse(ports.get(0)));
			return Connect.suitable(source, node());
		}
		return null;
	}

	private Port port(Edge edge, Point location) {
		if (edge.getTarget() == node())
			return edge.getPort();
		for (Port port : isRight(location) ? new Port[] {Port.LABEL_MAP, Port.STYLE, Port.CONDITION, edge.getPort(), Port.DATA} : new Port[] {edge.getPort(), Port.DATA, Port.LABEL_MAP, Port.STYLE, Port.CONDITION})
			if (Connect.moved(edge, edge.getSource(), node(), port).refusal() == null)
				return port;
		return edge.getPort();
	}

	private boolean isRight(Point location) {
		if (location == null)
			return false;
		Rectangle outline = figure.outline().getCopy();
		figure.translateToAbsolute(outline);
		return location.x > outline.x + outline.width * 2 / 3;
	}

	@Override
	protected Connection createDummyConnection(Request request) {
		PolylineConnection line = new PolylineConnection();
		line.setLineWidth(2);
		line.setForegroundColor(palette.color(palette.theme().selection()));
		PolygonDecoration arrow = new PolygonDecoration();
		arrow.setScale(8, 4);
		line.setTargetDecoration(arrow);
		return line;
	}

	@Override
	protected void showTargetConnectionFeedback(DropRequest request) {
		Change change = change((Request) request);
		if (change == null)
			return;
		String refusal = change.refusal();
		figure.setFits(refusal == null);
		String name = node().getName();
		desk.say(refusal != null ? refusal : "Enters " + name + " at " + enters((Request) request), refusal != null);
	}

	private String enters(Request request) {
		return change(request) instanceof Connect connect ? connect.port().getLiteral().replace('_', ' ') : "";
	}

	@Override
	protected void eraseTargetConnectionFeedback(DropRequest request) {
		figure.setFits(null);
		desk.say(null, false);
	}

	@Override
	public EditPart getTargetEditPart(Request request) {
		return REQ_CREATE.equals(request.getType()) ? getHost() : super.getTargetEditPart(request);
	}

	@Override
	public Command getCommand(Request request) {
		if (REQ_CREATE.equals(request.getType()) && ((CreateRequest) request).getNewObject() instanceof Node made)
			return desk.create(made, node());
		return super.getCommand(request);
	}

	@Override
	public void showTargetFeedback(Request request) {
		if (REQ_CREATE.equals(request.getType())) {
			figure.setFits(true);
			desk.say("Goes behind " + node().getName(), false);
		} else {
			super.showTargetFeedback(request);
		}
	}

	@Override
	public void eraseTargetFeedback(Request request) {
		if (REQ_CREATE.equals(request.getType()))
			eraseTargetConnectionFeedback(null);
		else
			super.eraseTargetFeedback(request);
	}

	@Override
	public void deactivate() {
		figure.setFits(null);
		super.deactivate();
	}
}
