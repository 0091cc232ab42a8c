package io.spadework.diagram;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.eclipse.gef.GraphicalViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;

import io.spadework.diagram.export.VectorImage;
import io.spadework.diagram.parts.DiagramRoot;

/** Writes a diagram to a file: as PNG, SVG or PDF, as the file's name says. */
final class DiagramExport {

	private static final double PNG_SCALE = 2;

	private final GraphicalViewer viewer;
	private final String name;
	private final Color canvas;

	/** A diagram with the name that it is given and the colour behind it. */
	DiagramExport(GraphicalViewer viewer, String name, Color canvas) {
		this.viewer = viewer;
		this.name = name;
		this.canvas = canvas;
	}

	/** Asks for a file; null where nobody wants one. */
	Path ask(Shell shell) {
		FileDialog dialog = new FileDialog(shell, SWT.SAVE);
		dialog.setText("Export diagram");
		dialog.setFilterExtensions(new String[] {"*.png", "*.svg", "*.pdf"});
		dialog.setFilterNames(new String[] {"PNG image (*.png)", "Scalable Vector Graphics (*.svg)", "PDF (*.pdf)"});
		dialog.setFileName(name + ".png");
		dialog.setOverwrite(true);
		String chosen = dialog.open();
		return chosen == null ? null : Path.of(chosen);
	}

	/** Writes the diagram to a file whose name ends in .svg, .pdf or .png; as PNG at twice its size. */
	void write(Path target) throws IOException {
		viewer.flush();
		String file = target.getFileName().toString().toLowerCase(Locale.ROOT);
		if (file.endsWith(".svg") || file.endsWith(".pdf")) {
			VectorImage image = VectorImage.of((DiagramRoot) viewer.getRootEditPart(), name, canvas.getRGB());
			Files.write(target, file.endsWith(".svg") ? image.svg() : image.pdf());
			return;
		}
		if (!file.endsWith(".png"))
			throw new IOException("the name of a diagram's file ends in .png, .svg or .pdf");
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] {DiagramImage.of(viewer, PNG_SCALE, canvas)};
		try (var out = Files.newOutputStream(target)) {
			loader.save(out, SWT.IMAGE_PNG);
		}
	}
}
