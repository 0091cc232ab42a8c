package io.spadework.diagram;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;

import io.spadework.diagram.figures.NodeFigure;
import io.spadework.diagram.overlay.NodeOverlay;
import io.spadework.diagram.overlay.OverlayLayer;
import io.spadework.diagram.overlay.OverlayLegend;
import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.diagram.parts.Drawing;
import io.spadework.model.study.Node;
import io.spadework.notation.Place;

/** An overlay on a page: its legend above the diagram, its values over the nodes and in their tooltips. */
final class OverlaySheet {

	private final Composite page;
	private final DiagramRoot root;
	private final OverlayLegend legend;
	private NodeOverlay overlay;

	/** Makes room for the legend where the page's next control would be. */
	OverlaySheet(Composite page, DiagramRoot root) {
		this.page = page;
		this.root = root;
		legend = new OverlayLegend(page);
		GridData room = new GridData(SWT.FILL, SWT.TOP, true, false);
		room.exclude = true;
		legend.setLayoutData(room);
		legend.setVisible(false);
	}

	/** Shows an overlay from now on, or none for null. */
	void show(NodeOverlay shown, Drawing drawing, Place place) {
		overlay = shown;
		GridData room = (GridData) legend.getLayoutData();
		if (room.exclude == (shown != null)) {
			room.exclude = shown == null;
			legend.setVisible(shown != null);
			page.layout(true, true);
		}
		legend.show(shown);
		redrawn(drawing, place);
	}

	/** The page has been drawn anew. */
	void redrawn(Drawing drawing, Place place) {
		if (drawing == null) {
			return;
		}
		Map<NodeFigure, NodeOverlay.Value> values = new HashMap<>();
		drawing.nodes().forEach(node -> show(drawing.figure(node), place, node, values));
		drawing.allInside().forEach(inside -> show(inside.figure(), inside.drawing().notation().place(), inside.node(), values));
		((OverlayLayer) root.getLayer(DiagramRoot.OVERLAY_LAYER)).show(values, drawing.palette().detail());
	}

	private void show(NodeFigure figure, Place place, Node node, Map<NodeFigure, NodeOverlay.Value> values) {
		NodeOverlay.Value value = overlay == null || place == null ? null : overlay.of(place, node);
		figure.setMore(value == null ? List.of() : value.details());
		if (value != null) {
			values.put(figure, value);
		}
	}
}
