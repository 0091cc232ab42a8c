package io.spadework.diagram.parts;

import org.eclipse.draw2d.FreeformFigure;
import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.FreeformLayout;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.LayeredPane;
import org.eclipse.draw2d.ScalableFreeformLayeredPane;
import org.eclipse.draw2d.Viewport;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.LayerConstants;
import org.eclipse.gef.editparts.ScalableFreeformRootEditPart;
import org.eclipse.gef.editparts.ZoomManager;

import io.spadework.diagram.overlay.OverlayLayer;

/** The root of a diagram: zooms by transforming, so that text and curves stay sharp and in proportion, and has a layer for title and sheets. */
public final class DiagramRoot extends ScalableFreeformRootEditPart {

	/** Behind the nodes. */
	public static final String BACKGROUND_LAYER = "background";

	/** Over the nodes. */
	public static final String OVERLAY_LAYER = "overlay";

	private static final double[] LEVELS = {0.1, 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4};

	/** A root at 100 %. */
	public DiagramRoot() {
		getZoomManager().setZoomLevels(LEVELS);
		getZoomManager().setZoomAnimationStyle(ZoomManager.ANIMATE_NEVER);
	}

	/** Zooms out until everything is seen but not below a zoom, or in to 100 %. */
	public void fit(double least) {
		getViewer().flush();
		Rectangle all = extent();
		Rectangle seen = ((Viewport) getFigure()).getClientArea();
		if (all.isEmpty() || seen.isEmpty())
			return;
		double fitting = Math.min((double) seen.width / all.width, (double) seen.height / all.height);
		double zoom = Math.clamp(fitting, Math.max(least, LEVELS[0]), 1);
		if (zoom == getZoomManager().getZoom())
			return;
		getZoomManager().setZoom(zoom);
		((Viewport) getFigure()).setViewLocation(0, 0);
	}

	/** What is drawn, unzoomed. */
	public Rectangle extent() {
		LayeredPane printable = (LayeredPane) getLayer(LayerConstants.PRINTABLE_LAYERS);
		return ((FreeformFigure) printable).getFreeformExtent().getCopy();
	}

	@Override
	protected ScalableFreeformLayeredPane createScaledLayers() {
		ScalableFreeformLayeredPane layers = new TransformedPane();
		layers.add(getPrintableLayers(), LayerConstants.PRINTABLE_LAYERS);
		FreeformLayer feedback = new FreeformLayer();
		feedback.setEnabled(false);
		layers.add(feedback, LayerConstants.SCALED_FEEDBACK_LAYER);
		return layers;
	}

	@Override
	protected LayeredPane createPrintableLayers() {
		LayeredPane layers = super.createPrintableLayers();
		FreeformLayer background = new FreeformLayer();
		background.setLayoutManager(new FreeformLayout());
		layers.add(background, BACKGROUND_LAYER, 0);
		layers.add(new OverlayLayer(), OVERLAY_LAYER, -1);
		return layers;
	}

	private static final class TransformedPane extends ScalableFreeformLayeredPane {
		@Override
		protected void paintClientArea(Graphics graphics) {
			graphics.pushState();
			graphics.scale(getScale());
			paintChildren(graphics);
			graphics.popState();
			graphics.restoreState();
		}
	}
}
