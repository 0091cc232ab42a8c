package io.spadework.paint;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

import io.spadework.paint.map.MapFile;
import io.spadework.runs.synthesis.ServedModel.Label;

/** A session as an animated GIF: in each frame the map at the left and its image at the right. */
final class SessionGif {

	private static final int HUNDREDTHS = 35;
	private static final int SMALLEST = 128;

	private SessionGif() {
	}

	/** Writes the moments of a session, of which there must be one. */
	static void write(List<HistoryStrip.Moment> moments, List<Label> labels, OutputStream out) throws IOException {
		ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
		try (ImageOutputStream image = ImageIO.createImageOutputStream(out)) {
			writer.setOutput(image);
			writer.prepareWriteSequence(null);
			for (int i = 0; i < moments.size(); i++) {
				BufferedImage frame = frame(moments.get(i), labels);
				writer.writeToSequence(new IIOImage(frame, null, metadata(writer, frame, i == 0, i == moments.size() - 1)), null);
			}
			writer.endWriteSequence();
		} finally {
			writer.dispose();
		}
	}

	/** One moment as a PNG. */
	static byte[] still(HistoryStrip.Moment moment, List<Label> labels) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(frame(moment, labels), "png", out);
		return out.toByteArray();
	}

	private static BufferedImage frame(HistoryStrip.Moment moment, List<Label> labels) throws IOException {
		BufferedImage made = ImageIO.read(new ByteArrayInputStream(moment.png()));
		BufferedImage map = ImageIO.read(new ByteArrayInputStream(MapFile.png(moment.map().resized(made.getWidth(), made.getHeight()), labels)));
		int scale = Math.max(1, SMALLEST / made.getWidth());
		int width = scale * made.getWidth();
		int height = scale * made.getHeight();
		BufferedImage frame = new BufferedImage(2 * width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = frame.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
		graphics.drawImage(map, 0, 0, width, height, null);
		graphics.drawImage(made, width, 0, width, height, null);
		graphics.dispose();
		return frame;
	}

	/** How long a frame stays, and in the first one that the whole begins again after the last. */
	private static IIOMetadata metadata(ImageWriter writer, BufferedImage frame, boolean first, boolean last) throws IOException {
		IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
		String format = metadata.getNativeMetadataFormatName();
		IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
		IIOMetadataNode control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
		control.setAttribute("delayTime", String.valueOf(last ? 4 * HUNDREDTHS : HUNDREDTHS));
		control.setAttribute("disposalMethod", "none");
		if (first) {
			IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
			IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
			loop.setAttribute("applicationID", "NETSCAPE");
			loop.setAttribute("authenticationCode", "2.0");
			loop.setUserObject(new byte[] { 1, 0, 0 });
			extensions.appendChild(loop);
			root.appendChild(extensions);
		}
		metadata.setFromTree(format, root);
		return metadata;
	}
}
