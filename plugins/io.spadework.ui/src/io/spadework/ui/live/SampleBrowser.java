package io.spadework.ui.live;

import java.util.Arrays;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Slider;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

import io.spadework.diagram.Named;
import io.spadework.ui.Icons;
import io.spadework.ui.charts.Colours;

/** A run's sample grids: the newest as it comes, or that of a step one has slid to, which then stays. */
final class SampleBrowser extends Composite {

	private static final int PAGE = 10;

	private final SamplePane pane;
	private final Slider slider;
	private final ToolItem hold;
	private final Runnable changed;
	private int[] steps = new int[0];
	/** The step whose samples stay; negative = the newest. */
	private volatile int held = -1;

	/**
	 * Makes it.
	 *
	 * @param changed called when the samples of another step are wanted
	 */
	SampleBrowser(Composite parent, Runnable changed) {
		super(parent, SWT.NONE);
		this.changed = changed;
		GridLayoutFactory.fillDefaults().numColumns(2).spacing(2, 0).applyTo(this);
		pane = new SamplePane(this);
		GridDataFactory.fillDefaults().grab(true, true).span(2, 1).applyTo(pane);
		slider = new Slider(this, SWT.HORIZONTAL);
		slider.setToolTipText("Samples of earlier steps");
		Named.name(slider, "Step of the samples");
		slider.addListener(SWT.Selection, event -> slid());
		GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(slider);
		ToolBar bar = new ToolBar(this, SWT.FLAT);
		hold = new ToolItem(bar, SWT.CHECK);
		hold.setImage(new LocalResourceManager(JFaceResources.getResources(), bar).create(Icons.descriptor("hold")));
		hold.setToolTipText("Hold these samples instead of following the newest");
		hold.addListener(SWT.Selection, event -> hold(hold.getSelection()));
		arrange();
	}

	private void slid() {
		int at = slider.getSelection();
		if (at >= 0 && at < steps.length) {
			hold.setSelection(true);
			held = steps[at];
			changed.run();
		}
	}

	/** Holds the samples that are shown, or follows the newest. */
	void hold(boolean on) {
		hold.setSelection(on);
		int at = Math.min(slider.getSelection(), steps.length - 1);
		held = on && at >= 0 ? steps[at] : -1;
		changed.run();
	}

	/** Shows the samples of a step, and holds them. */
	void show(int step) {
		hold.setSelection(true);
		held = step;
		changed.run();
	}

	/** The step whose samples are wanted; negative = the newest. */
	int wanted() {
		return held;
	}

	/** Follows the newest again, without asking for it. */
	void reset() {
		held = -1;
		hold.setSelection(false);
	}

	/** Says which steps have samples. */
	void setSteps(int[] newSteps) {
		if (!Arrays.equals(steps, newSteps)) {
			steps = newSteps;
			arrange();
		}
	}

	private void arrange() {
		int last = Math.max(0, steps.length - 1);
		int at = held < 0 ? last : Math.clamp(nearest(held), 0, last);
		slider.setValues(at, 0, last + 1, 1, 1, Math.min(PAGE, Math.max(1, last)));
		slider.setEnabled(last > 0);
		hold.setEnabled(steps.length > 0);
	}

	private int nearest(int step) {
		int at = Arrays.binarySearch(steps, step);
		return at >= 0 ? at : -at - 2;
	}

	/** Shows a grid, or with null that there is none. */
	void show(ImageData image, int step) {
		pane.show(image, image == null ? "No samples yet" : String.format("Samples at step %,d", step) + (held < 0 ? "" : ", held"));
		int at = nearest(step);
		if (at >= 0 && at != slider.getSelection()) {
			slider.setSelection(at);
		}
	}

	/** True while a grid is shown. */
	boolean hasImage() {
		return pane.hasImage();
	}

	/** What is said above the grid. */
	String caption() {
		return pane.caption();
	}

	void paint(Colours colours) {
		pane.paint(colours);
		setBackground(colours.ground());
	}
}
