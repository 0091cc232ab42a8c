package io.spadework.engine.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Picture files of every kind that data sets come with. */
final class TestPictures {

	private TestPictures() {
	}

	/** A PNG whose sample at each position is as given; of indexed type the palette tells another colour than the index. */
	static void map(Path file, int type, int width, int height, IntUnaryOperator value) throws IOException {
		write(file, "png", image(type == BufferedImage.TYPE_BYTE_INDEXED ? palette(8, width, height) : new BufferedImage(width, height, type), value), false);
	}

	/** An indexed picture of 1, 2, 4 or 8 bits. */
	static BufferedImage palette(int bits, int width, int height) {
		int colours = 1 << bits;
		byte[] red = new byte[colours];
		byte[] same = new byte[colours];
		for (int i = 0; i < colours; i++) {
			red[i] = (byte) (255 - i);
			same[i] = 77;
		}
		return new BufferedImage(width, height, bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(bits, colours, red, same, same));
	}

	/** Sets the same sample in every channel. */
	static BufferedImage image(BufferedImage image, IntUnaryOperator value) {
		for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
			for (int band = 0; band < image.getRaster().getNumBands(); band++) {
				image.getRaster().setSample(i % image.getWidth(), i / image.getWidth(), band, value.applyAsInt(i));
			}
		}
		return image;
	}

	/** Writes a PNG or a JPEG, interlaced or progressive where asked for. */
	static void write(Path file, String format, BufferedImage image, boolean interlaced) throws IOException {
		write(file, format, new IIOImage(image, null, null), interlaced);
	}

	private static void write(Path file, String format, IIOImage image, boolean interlaced) throws IOException {
		Files.createDirectories(file.getParent());
		Files.deleteIfExists(file);
		ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
		try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
			writer.setOutput(out);
			ImageWriteParam parameters = writer.getDefaultWriteParam();
			if (interlaced) {
				parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
			}
			writer.write(null, image, parameters);
		} finally {
			writer.dispose();
		}
	}

	/** A JPEG of four channels; {@code transform} as Adobe's marker says it: 0 for CMYK, 2 for YCCK. */
	static void cmyk(Path file, int transform) throws IOException {
		WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
		write(file, "jpeg", new IIOImage(raster, null, null), false);
		byte[] plain = Files.readAllBytes(file);
		ByteArrayOutputStream marked = new ByteArrayOutputStream();
		marked.write(plain, 0, 2);
		marked.write(new byte[] { (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform });
		marked.write(plain, 2, plain.length - 2);
		Files.write(file, marked.toByteArray());
	}

	/**
	 * A PNG put together by hand.
	 *
	 * @param transparent content of its tRNS chunk, or null
	 * @param rows its rows as stored, each after its filter's number; null for a file that ends after the header
	 */
	static byte[] png(int width, int height, int bits, int colourType, byte[] transparent, byte[] rows) throws IOException {
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		png.write(new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' });
		ByteArrayOutputStream header = new ByteArrayOutputStream();
		DataOutputStream data = new DataOutputStream(header);
		data.writeInt(width);
		data.writeInt(height);
		data.write(new byte[] { (byte) bits, (byte) colourType, 0, 0, 0 });
		chunk(png, "IHDR", header.toByteArray());
		if (transparent != null) {
			chunk(png, "tRNS", transparent);
		}
		if (rows != null) {
			ByteArrayOutputStream packed = new ByteArrayOutputStream();
			try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
				deflater.write(rows);
			}
			chunk(png, "IDAT", packed.toByteArray());
			chunk(png, "IEND", new byte[0]);
		}
		return png.toByteArray();
	}

	private static void chunk(ByteArrayOutputStream png, String name, byte[] content) throws IOException {
		byte[] type = name.getBytes(StandardCharsets.US_ASCII);
		CRC32 crc = new CRC32();
		crc.update(type);
		crc.update(content);
		DataOutputStream out = new DataOutputStream(png);
		out.writeInt(content.length);
		out.write(type);
		out.write(content);
		out.writeInt((int) crc.getValue());
	}
}
