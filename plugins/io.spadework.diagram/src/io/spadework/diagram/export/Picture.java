package io.spadework.diagram.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

import org.eclipse.core.runtime.Status;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.diagram.LastFolder;

/**
 * Something that can be painted, as a file: pixels in PNG, or shapes that stay sharp in SVG and PDF. Needs the display's thread.
 *
 * @param title what it shows
 * @param area what is seen of it
 * @param canvas behind it
 * @param paint paints it
 */
public record Picture(String title, Rectangle area, Color canvas, Consumer<Graphics> paint) {

	/** Pixels of a PNG for one of the screen's. */
	private static final double SHARP = 2;

	/** Asks where to write something; null for nowhere. */
	public static Path ask(Shell shell, String title) {
		FileDialog dialog = new FileDialog(shell, SWT.SAVE);
		dialog.setText("Export " + title);
		dialog.setFilterExtensions(new String[] {"*.png", "*.svg", "*.pdf"});
		dialog.setFilterNames(new String[] {"PNG image (*.png)", "Scalable Vector Graphics (*.svg)", "PDF (*.pdf)"});
		dialog.setFileName(fileName(title) + ".png");
		dialog.setOverwrite(true);
		String chosen = LastFolder.open(dialog);
		return chosen == null ? null : Path.of(chosen);
	}

	/** Asks for a file and writes the picture to it; whoever asked sees what went wrong. */
	public void export(Shell shell) {
		Path chosen = ask(shell, title);
		if (chosen == null)
			return;
		try {
			write(chosen);
		} catch (IOException e) {
			StatusManager.getManager().handle(Status.error(title + " could not be written to " + chosen + ": " + e.getMessage(), e), StatusManager.SHOW);
		}
	}

	/** The title as a file may be called, without ending. */
	public String fileName() {
		return fileName(title);
	}

	private static String fileName(String title) {
		return title.replaceAll("[^\\p{L}\\p{N}@._ -]+", "-");
	}

	/** Writes the picture to a file whose name ends in .svg, .pdf or .png; as PNG at twice its size. */
	public void write(Path target) throws IOException {
		String name = target.getFileName().toString().toLowerCase(Locale.ROOT);
		if (name.endsWith(".svg") || name.endsWith(".pdf")) {
			VectorImage image = VectorImage.of(this);
			Files.write(target, name.endsWith(".svg") ? image.svg() : image.pdf());
			return;
		}
		if (!name.endsWith(".png"))
			throw new IOException("the name of a picture's file ends in .png, .svg or .pdf");
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] {image(SHARP)};
		try (var out = Files.newOutputStream(target)) {
			loader.save(out, SWT.IMAGE_PNG);
		}
	}

	/** The picture as pixels, scaled. */
	public ImageData image(double scale) {
		int width = (int) Math.ceil(area.width * scale);
		int height = (int) Math.ceil(area.height * scale);
		Image image = new Image(Display.getCurrent(), width, height);
		GC gc = new GC(image);
		SWTGraphics graphics = new SWTGraphics(gc);
		try {
			graphics.setBackgroundColor(canvas);
			graphics.fillRectangle(0, 0, width, height);
			graphics.scale(scale);
			graphics.translate(-area.x, -area.y);
			paint.accept(graphics);
			return image.getImageData();
		} finally {
			graphics.dispose();
			gc.dispose();
			image.dispose();
		}
	}
}
