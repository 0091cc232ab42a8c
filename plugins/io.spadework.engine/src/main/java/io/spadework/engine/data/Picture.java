package io.spadework.engine.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture that was read: a map (label or instance) as its raw samples, or an image as 8-bit planes. Samples are taken from the
 * raster: Java's colour conversion would change the values of grey pictures.
 *
 * @param samples of a map: one number per pixel, row by row; else null
 * @param planes of an image: red, green and blue plane, row by row; else null
 */
record Picture(String name, int height, int width, int[] samples, byte[] planes) {

	/** Larger pictures are refused by their header, before memory is taken for them. */
	private static final long MOST_PIXELS = 100_000_000;

	/** What a picture's header says of it. */
	record Size(String name, int height, int width) {

		/** Throws where another picture, which belongs to this one, is not as large. */
		void same(Size other) throws DataException {
			if (width != other.width || height != other.height) {
				throw new DataException(name + " is " + width + " x " + height + ", but " + other.name + " is " + other.width + " x " + other.height
						+ "; pictures that belong together have the same size");
			}
		}
	}

	/** What is done with an opened picture. */
	private interface Use<T> {

		T of(ImageReader reader, ImageInputStream input) throws IOException, DataException;
	}

	/** Reads 8- or 16-bit grey values or palette indices. */
	static Picture readMap(Path file) throws DataException {
		PictureSource source = new PictureSource.InFile(file);
		BufferedImage image = read(source, true);
		Raster raster = image.getRaster();
		boolean palette = image.getColorModel() instanceof IndexColorModel;
		int bands = raster.getNumBands();
		if (!palette && bands > 2) {
			throw colourful(source.name());
		}
		int[] samples = raster.getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
		return new Picture(source.name(), image.getHeight(), image.getWidth(), samples, null);
	}

	/** Of a map's header alone: throws for a file that {@link #readMap} would refuse for what its header says. */
	static Size sizeOfMap(Path file) throws DataException {
		return size(file, true);
	}

	/** Of an image's header alone, or of a map's that holds colours. */
	static Size size(Path file) throws DataException {
		return size(file, false);
	}

	private static Size size(Path file, boolean map) throws DataException {
		PictureSource source = new PictureSource.InFile(file);
		return open(source, (reader, input) -> {
			demandModest(source.name(), reader);
			if (map) {
				ImageTypeSpecifier stored = reader.getRawImageType(0);
				if (stored == null || stored.getNumBands() > 2 && !(stored.getColorModel() instanceof IndexColorModel)) {
					throw colourful(source.name());
				}
			}
			return new Size(source.name(), reader.getHeight(0), reader.getWidth(0));
		});
	}

	private static DataException colourful(String name) {
		return new DataException(name + " is a colour picture; label and instance maps hold one number per pixel: 8- or 16-bit grey, or a palette's index. Label maps whose colours are the labels' own are read with the data set's colour masks on");
	}

	/** Reads a map that holds colours: 0xRRGGBB of each pixel. */
	static Picture readColours(Path file) throws DataException {
		Picture image = readImage(file);
		byte[] planes = image.planes();
		int pixels = image.height() * image.width();
		int[] colours = new int[pixels];
		for (int i = 0; i < pixels; i++) {
			colours[i] = (planes[i] & 0xff) << 16 | (planes[pixels + i] & 0xff) << 8 | planes[2 * pixels + i] & 0xff;
		}
		return new Picture(image.name(), image.height(), image.width(), colours, null);
	}

	/** Reads a colour or grey image, of 16 bits the upper 8; transparency is left out. */
	static Picture readImage(Path file) throws DataException {
		return readImage(new PictureSource.InFile(file));
	}

	/** As {@link #readImage(Path)}, from anywhere. */
	static Picture readImage(PictureSource source) throws DataException {
		BufferedImage image = read(source, false);
		Raster raster = image.getRaster();
		int pixels = image.getWidth() * image.getHeight();
		byte[] planes = new byte[3 * pixels];
		if (image.getColorModel() instanceof IndexColorModel colours) {
			int[] indices = raster.getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
			for (int i = 0; i < pixels; i++) {
				int colour = colours.getRGB(indices[i]);
				planes[i] = (byte) (colour >> 16);
				planes[pixels + i] = (byte) (colour >> 8);
				planes[2 * pixels + i] = (byte) colour;
			}
		} else {
			int shift = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT ? 8 : 0;
			boolean grey = raster.getNumBands() < 3;
			int[] samples = null;
			for (int plane = 0; plane < 3; plane++) {
				if (plane == 0 || !grey) {
					samples = raster.getSamples(0, 0, image.getWidth(), image.getHeight(), plane, samples);
				}
				for (int i = 0; i < pixels; i++) {
					planes[plane * pixels + i] = (byte) (samples[i] >> shift);
				}
			}
		}
		return new Picture(source.name(), image.getHeight(), image.getWidth(), null, planes);
	}

	Size size() {
		return new Size(name, height, width);
	}

	/** Reads the samples as they are stored: of a map without any conversion. */
	static BufferedImage read(PictureSource source, boolean map) throws DataException {
		return open(source, (reader, input) -> read(source.name(), reader, input, map));
	}

	private static <T> T open(PictureSource source, Use<T> use) throws DataException {
		String name = source.name();
		source.demandContent();
		try {
			try (ImageInputStream input = source.open()) {
				Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
				if (!readers.hasNext()) {
					throw new DataException(name + " is neither PNG nor JPEG, whatever its name says: save it as one of them");
				}
				ImageReader reader = readers.next();
				try {
					reader.setInput(input, true, true);
					return use.of(reader, input);
				} finally {
					reader.dispose();
				}
			}
		} catch (IOException | RuntimeException e) {
			if (e.getCause() instanceof EOFException) {
				throw cutShort(name);
			}
			throw new DataException(name + " is damaged or of a kind that can't be read: " + e.getMessage() + ". Copy it again, or save it anew as PNG.", e);
		}
	}

	private static BufferedImage read(String name, ImageReader reader, ImageInputStream input, boolean map) throws IOException, DataException {
		demandModest(name, reader);
		// The reader fills up what is missing of a JPEG and only warns.
		boolean[] truncated = { false };
		reader.addIIOReadWarningListener((source, warning) -> truncated[0] |= warning.startsWith("Truncated"));
		ImageTypeSpecifier stored = reader.getRawImageType(0);
		if (stored == null) {
			BufferedImage converted = Cmyk.convert(reader.readRaster(0, null), Cmyk.isYcck(input));
			if (truncated[0]) {
				throw cutShort(name);
			}
			return converted;
		}
		ImageReadParam wish = reader.getDefaultReadParam();
		if (map && stored.getNumBands() == 1) {
			// Else a grey PNG with a transparent value (tRNS) is stretched to 8 bits.
			wish.setDestinationType(stored);
		}
		BufferedImage image = reader.read(0, wish);
		if (truncated[0]) {
			throw cutShort(name);
		}
		return image;
	}

	private static void demandModest(String name, ImageReader reader) throws IOException, DataException {
		long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
		if (pixels > MOST_PIXELS) {
			throw new DataException(name + " claims to be " + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels; the most that is read is "
					+ MOST_PIXELS / 1_000_000 + " million: scale it down");
		}
	}

	private static DataException cutShort(String name) {
		return new DataException(name + " is cut short, its last part is missing: copy it again");
	}
}
