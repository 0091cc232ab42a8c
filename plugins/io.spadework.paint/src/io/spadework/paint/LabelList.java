package io.spadework.paint;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

import io.spadework.runs.synthesis.ServedModel.Label;

/** The labels that can be painted, with their colours. */
final class LabelList {

	private static final int SWATCH = 16;

	private final Table table;
	private final Painting painting;
	private final List<Image> swatches = new ArrayList<>();
	private List<Label> shown = List.of();

	LabelList(Composite parent, Painting painting) {
		this.painting = painting;
		table = new Table(parent, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER | SWT.V_SCROLL);
		table.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		table.setToolTipText("The label that tools paint; digits choose the first ten");
		table.addListener(SWT.Selection, event -> painting.choose(shown.get(table.getSelectionIndex()).value()));
		table.addListener(SWT.Dispose, event -> swatches.forEach(Image::dispose));
		painting.watch(this::refresh);
		refresh();
	}

	private void refresh() {
		if (table.isDisposed()) {
			return;
		}
		if (!shown.equals(painting.labels())) {
			shown = painting.labels();
			table.removeAll();
			swatches.forEach(Image::dispose);
			swatches.clear();
			for (Label label : shown) {
				TableItem item = new TableItem(table, SWT.NONE);
				item.setText(label.value() + "  " + label.name());
				Image swatch = swatch(label.colour());
				swatches.add(swatch);
				item.setImage(swatch);
			}
		}
		for (int i = 0; i < shown.size(); i++) {
			if (shown.get(i).value() == painting.label() && table.getSelectionIndex() != i) {
				table.setSelection(i);
			}
		}
	}

	private Image swatch(int rgb) {
		Image image = new Image(table.getDisplay(), SWATCH, SWATCH);
		GC gc = new GC(image);
		gc.setBackground(new Color(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255));
		gc.fillRectangle(0, 0, SWATCH, SWATCH);
		gc.setForeground(table.getDisplay().getSystemColor(SWT.COLOR_GRAY));
		gc.drawRectangle(0, 0, SWATCH - 1, SWATCH - 1);
		gc.dispose();
		return image;
	}
}
