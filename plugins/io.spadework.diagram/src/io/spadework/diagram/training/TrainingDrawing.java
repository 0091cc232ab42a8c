package io.spadework.diagram.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Rectangle;

import io.spadework.diagram.figures.EdgeFigure;
import io.spadework.diagram.figures.NodeFigure;
import io.spadework.diagram.figures.Palette;
import io.spadework.diagram.figures.TitleFigure;
import io.spadework.diagram.layout.Box;
import io.spadework.model.Problem;
import io.spadework.model.study.Element;
import io.spadework.notation.training.Flow;
import io.spadework.notation.training.Part;
import io.spadework.notation.training.Training;

/** A training as drawn: its figures, laid out. Needs the display's thread. */
final class TrainingDrawing {

	private static final int BELOW_TITLE = 18;
	private static final int MARGIN = 24;
	private static final int SLACK = 6;

	private final Training training;
	private final Palette palette;
	private final Map<Part, NodeFigure> figures = new LinkedHashMap<>();
	private final Map<Flow, EdgeFigure> edges = new LinkedHashMap<>();
	private final TitleFigure heading;
	private final TrainingLayout layout;

	/**
	 * Draws a training.
	 *
	 * @param problems what is wrong with elements of the study
	 */
	TrainingDrawing(Training training, Map<Element, List<Problem>> problems, Palette palette) {
		this.training = training;
		this.palette = palette;
		Map<Part, Box> boxes = new LinkedHashMap<>();
		for (Part part : training.parts()) {
			NodeFigure figure = new NodeFigure(part.look(), problems.getOrDefault(part.element(), List.of()), palette);
			figures.put(part, figure);
			boxes.put(part, figure.box());
		}
		layout = new TrainingLayout(boxes, training.flows(), flow -> {
			Dimension text = FigureUtilities.getTextExtents(flow.line().label(), palette.detail());
			return text.getExpanded(SLACK, 0);
		});
		heading = new TitleFigure(training.title(), palette);
		Dimension size = heading.getPreferredSize();
		Rectangle covers = layout.bounds();
		layout.translate(MARGIN - covers.x, MARGIN + size.height + BELOW_TITLE - covers.y);
		heading.setBounds(new Rectangle(MARGIN, MARGIN, size.width, size.height));
		for (Flow flow : training.flows())
			edges.put(flow, new EdgeFigure(flow.line(), layout.route(flow), layout.label(flow), palette));
	}

	Training training() {
		return training;
	}

	Palette palette() {
		return palette;
	}

	TrainingLayout layout() {
		return layout;
	}

	NodeFigure figure(Part part) {
		return figures.get(part);
	}

	EdgeFigure figure(Flow flow) {
		return edges.get(flow);
	}

	/** Bounds of the figure of a part. */
	Rectangle bounds(Part part) {
		return layout.outline(part).getExpanded(NodeFigure.MARGIN, NodeFigure.MARGIN);
	}

	/** A figure that reserves the room of the title, so that scrolling, fitting and exporting include it. */
	IFigure backdrop() {
		Figure backdrop = new Figure();
		backdrop.add(heading);
		backdrop.setBounds(layout.bounds().getUnion(heading.getBounds()).expand(MARGIN, MARGIN));
		return backdrop;
	}
}
