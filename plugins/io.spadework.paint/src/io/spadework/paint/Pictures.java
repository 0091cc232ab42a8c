package io.spadework.paint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;

/** Pictures from bytes and on the screen. */
final class Pictures {

	private static final int MARGIN = 8;

	private Pictures() {
	}

	/** The picture of a PNG or JPEG; throws {@link SWTException} where it is none. */
	static ImageData of(byte[] file) {
		return new ImageData(new ByteArrayInputStream(file));
	}

	/** A picture as a PNG. */
	static byte[] png(ImageData picture) {
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] { picture };
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		loader.save(out, SWT.IMAGE_PNG);
		return out.toByteArray();
	}

	/** Writes a sentence into a room, its lines broken where that is too narrow. */
	static void write(GC gc, String text, Rectangle room) {
		TextLayout layout = new TextLayout(gc.getDevice());
		layout.setFont(gc.getFont());
		layout.setText(text);
		layout.setWidth(Math.max(1, room.width - 2 * MARGIN));
		layout.draw(gc, room.x + MARGIN, room.y + MARGIN);
		layout.dispose();
	}

	/** Draws a picture as large as it fits into a room, in its middle; enlarged pixels stay pixels. */
	static Rectangle draw(GC gc, Image image, Rectangle room) {
		Rectangle size = image.getBounds();
		double scale = Math.min(room.width / (double) size.width, room.height / (double) size.height);
		if (scale >= 2) {
			scale = Math.floor(scale);
		}
		int width = Math.max(1, (int) (scale * size.width));
		int height = Math.max(1, (int) (scale * size.height));
		Rectangle place = new Rectangle(room.x + (room.width - width) / 2, room.y + (room.height - height) / 2, width, height);
		gc.setAdvanced(true);
		gc.setInterpolation(scale >= 3 ? SWT.NONE : SWT.HIGH);
		gc.drawImage(image, 0, 0, size.width, size.height, place.x, place.y, place.width, place.height);
		return place;
	}
}
