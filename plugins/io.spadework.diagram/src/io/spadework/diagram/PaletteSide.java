package io.spadework.diagram;

import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;

import io.spadework.diagram.edit.PalettePane;
import io.spadework.notation.Toolbox;

/** The palette beside the pages of an editor: one for all diagrams, away where none is seen. */
final class PaletteSide {

	/** The palette never takes more of the editor than this, in percent. */
	private static final int LARGEST_PART = 35;

	private final SashForm sash;
	private final PalettePane tools;
	private final KindImages images;
	private final Composite area;
	private final Supplier<GraphPage> page;
	private boolean hidden;
	/** Of the palette, in pixels; 0 before it is known. */
	private int width;
	private boolean resizing;

	/** A palette whose tools work on the page that is seen, which is null where that is none. */
	PaletteSide(Composite parent, Supplier<GraphPage> page) {
		this.page = page;
		sash = new SashForm(parent, SWT.HORIZONTAL | SWT.SMOOTH);
		images = new KindImages(sash);
		tools = new PalettePane(sash, images::named, tool -> {
			if (page.get() != null)
				page.get().arm(tool);
		}, tool -> {
			if (page.get() != null) {
				page.get().arm(null);
				page.get().desk().add(tool);
				page.get().viewer().getControl().setFocus();
			}
		});
		area = new Composite(sash, SWT.NONE);
		area.setLayout(new FillLayout());
		sash.addListener(SWT.Resize, e -> keepWidth());
		tools.control().addListener(SWT.Resize, e -> {
			if (!resizing && sash.getMaximizedControl() == null && tools.control().getSize().x > 0)
				width = tools.control().getSize().x;
		});
	}

	/** The palette keeps its width when the window changes its own. */
	private void keepWidth() {
		int all = sash.getClientArea().width - sash.getSashWidth();
		if (all <= 0)
			return;
		if (width == 0)
			width = tools.preferredWidth();
		resizing = true;
		int shown = Math.min(width, all * LARGEST_PART / 100);
		sash.setWeights(shown, all - shown);
		sash.layout();
		resizing = false;
	}

	/** Where the pages are. */
	Composite area() {
		return area;
	}

	/** The icons of the notation, which live as long as this. */
	KindImages images() {
		return images;
	}

	/** Shows the palette, or hides it. */
	void toggle() {
		hidden = !hidden;
		update();
		if (!hidden && page.get() != null)
			tools.setFocus();
	}

	/** Shows what can be made in the diagram that is seen. */
	void update() {
		if (sash.isDisposed())
			return;
		boolean shown = page.get() != null && !hidden;
		sash.setMaximizedControl(shown ? null : area);
		if (shown) {
			tools.show(Toolbox.of(page.get().graph()));
			keepWidth();
		}
	}

	/** No tool is armed any more. */
	void release() {
		tools.release();
	}
}
