package io.spadework.engine.data;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How label maps and images are brought to one size: resized, cropped at random (training) or in the middle (held out), and in
 * training flipped left to right half of the time. Label and instance maps are resized to the nearest pixel, source index =
 * floor(target index * in / out); images bicubic as Pillow does it.
 *
 * @param mode what is resized and what is cropped
 * @param load size that {@code mode} resizes to; not used by crop, fixed and none
 * @param crop width of the result where the mode crops or fixes it
 * @param aspect width / height of the result
 * @param flip whether training samples are mirrored half of the time
 */
public record Preparation(Mode mode, int load, int crop, double aspect, boolean flip) {

	/** What is resized and what is cropped. */
	public enum Mode {
		/** Resize to load x load / aspect whatever the shape was, then crop. */
		RESIZE_AND_CROP,
		/** Crop without resizing. */
		CROP,
		/** Resize to width load, keeping the shape. */
		SCALE_WIDTH,
		/** Resize to width load, keeping the shape, then crop. */
		SCALE_WIDTH_AND_CROP,
		/** Resize so that the shorter side is load, keeping the shape. */
		SCALE_SHORTSIDE,
		/** Resize so that the shorter side is load, keeping the shape, then crop. */
		SCALE_SHORTSIDE_AND_CROP,
		/** Resize to crop x crop / aspect whatever the shape was. */
		FIXED,
		/** Round both sides to multiples of 32. */
		NONE;

		/** The mode's name as study files and the field write it, such as resize_and_crop. */
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		private boolean crops() {
			return this == RESIZE_AND_CROP || this == CROP || this == SCALE_WIDTH_AND_CROP || this == SCALE_SHORTSIDE_AND_CROP;
		}
	}

	private static final int MULTIPLE = 32;

	public Preparation {
		if (crop < 1 || load < 1 || !(aspect > 0)) {
			throw new IllegalArgumentException("a preparation needs load, crop and aspect above 0; got load " + load + ", crop " + crop + ", aspect " + aspect);
		}
		if (mode == Mode.RESIZE_AND_CROP && crop > load) {
			throw new IllegalArgumentException("resize_and_crop can't cut " + crop + " out of " + load + ": load has to be at least crop");
		}
	}

	public static Preparation resizeAndCrop(int load, int crop, double aspect, boolean flip) {
		return new Preparation(Mode.RESIZE_AND_CROP, load, crop, aspect, flip);
	}

	public static Preparation crop(int load, int crop, double aspect, boolean flip) {
		return new Preparation(Mode.CROP, load, crop, aspect, flip);
	}

	public static Preparation scaleWidth(int load, int crop, double aspect, boolean flip) {
		return new Preparation(Mode.SCALE_WIDTH, load, crop, aspect, flip);
	}

	public static Preparation scaleWidthAndCrop(int load, int crop, double aspect, boolean flip) {
		return new Preparation(Mode.SCALE_WIDTH_AND_CROP, load, crop, aspect, flip);
	}

	public static Preparation scaleShortside(int load, int crop, double aspect, boolean flip) {
		return new Preparation(Mode.SCALE_SHORTSIDE, load, crop, aspect, flip);
	}

	public static Preparation scaleShortsideAndCrop(int load, int crop, double aspect, boolean flip) {
		return new Preparation(Mode.SCALE_SHORTSIDE_AND_CROP, load, crop, aspect, flip);
	}

	public static Preparation fixed(int load, int crop, double aspect, boolean flip) {
		return new Preparation(Mode.FIXED, load, crop, aspect, flip);
	}

	public static Preparation none(int load, int crop, double aspect, boolean flip) {
		return new Preparation(Mode.NONE, load, crop, aspect, flip);
	}

	/** Columns of a prepared sample. */
	public int width() {
		return switch (mode) {
		case SCALE_WIDTH -> load;
		case SCALE_SHORTSIDE -> aspect < 1 ? load : (int) Math.rint(load * aspect);
		default -> crop;
		};
	}

	/** Rows of a prepared sample. */
	public int height() {
		return switch (mode) {
		case SCALE_SHORTSIDE -> aspect < 1 ? (int) Math.rint(load / aspect) : load;
		default -> (int) Math.rint(width() / aspect);
		};
	}

	/** The preparation in one line, for protocols. */
	public String describe() {
		return mode.word() + ", load " + load + ", " + width() + " x " + height() + (flip ? ", flipped half of the time in training" : "");
	}

	/** Prepares a training sample: crop and flip are drawn from {@code random}. */
	Sample training(RawSample raw, boolean edges, SplittableRandom random) throws DataException {
		int[] resized = fitting(raw.origin(), raw.height(), raw.width());
		int top = random.nextInt(resized[0] - height() + 1);
		int left = random.nextInt(resized[1] - width() + 1);
		return cut(raw, edges, resized[0], resized[1], top, left, flip && random.nextBoolean());
	}

	/** Prepares a held-out sample: the crop is the middle, nothing is flipped. */
	Sample heldOut(RawSample raw, boolean edges) throws DataException {
		int[] resized = fitting(raw.origin(), raw.height(), raw.width());
		return cut(raw, edges, resized[0], resized[1], (resized[0] - height()) / 2, (resized[1] - width()) / 2, false);
	}

	/** Height and width at which a picture made to order needs no resizing and all of it, or most of it, is used. */
	int[] nativeSize() {
		return switch (mode) {
		case RESIZE_AND_CROP -> new int[] { (int) Math.rint(load / aspect), load };
		case CROP, SCALE_WIDTH_AND_CROP, SCALE_SHORTSIDE_AND_CROP -> {
			double factor = Math.max(1, (double) load / (mode == Mode.SCALE_SHORTSIDE_AND_CROP ? Math.min(width(), height()) : width()));
			yield new int[] { (int) Math.rint(height() * factor), (int) Math.rint(width() * factor) };
		}
		default -> new int[] { height(), width() };
		};
	}

	/** Height and width after resizing and before cropping. */
	private int[] resized(int height, int width) {
		return switch (mode) {
		case RESIZE_AND_CROP -> new int[] { (int) Math.rint(load / aspect), load };
		case CROP -> new int[] { height, width };
		case SCALE_WIDTH, SCALE_WIDTH_AND_CROP -> new int[] { (int) ((long) load * height / width), load };
		case SCALE_SHORTSIDE, SCALE_SHORTSIDE_AND_CROP -> {
			int shorter = Math.min(height, width);
			yield new int[] { (int) ((long) load * height / shorter), (int) ((long) load * width / shorter) };
		}
		case FIXED -> new int[] { height(), width() };
		case NONE -> new int[] { (int) Math.rint((double) height / MULTIPLE) * MULTIPLE, (int) Math.rint((double) width / MULTIPLE) * MULTIPLE };
		};
	}

	/** As {@link #resized}, of the picture that a sample comes from; throws where it can't be prepared. */
	int[] fitting(String origin, int rows, int columns) throws DataException {
		int[] resized = resized(rows, columns);
		int height = resized[0];
		int width = resized[1];
		if (mode.crops() ? height < height() || width < width() : height != height() || width != width()) {
			throw new DataException(origin + " is " + columns + " x " + rows + " and after " + mode.word() + " " + width + " x " + height
					+ (mode.crops() ? ", too small for a crop of " : ", but the network takes ") + width() + " x " + height()
					+ (mode.crops() ? ": use a larger load size or resize_and_crop" : ": use resize_and_crop or fixed, which bring every picture to one size"));
		}
		return resized;
	}

	private Sample cut(RawSample raw, boolean edges, int height, int width, int top, int left, boolean mirrored) throws DataException {
		if (edges && raw.instances() == null) {
			throw new DataException(raw.origin() + " has no instance map, which the edge channel is made from: add one, or turn edges off");
		}
		int rows = height();
		int columns = width();
		short[] labels = new short[rows * columns];
		int[] instances = edges ? new int[rows * columns] : null;
		for (int y = 0; y < rows; y++) {
			int from = (int) ((long) (top + y) * raw.height() / height) * raw.width();
			for (int x = 0; x < columns; x++) {
				int column = left + (mirrored ? columns - 1 - x : x);
				int source = from + (int) ((long) column * raw.width() / width);
				labels[y * columns + x] = raw.labels()[source];
				if (edges) {
					instances[y * columns + x] = raw.instances()[source];
				}
			}
		}
		byte[] planes = Bicubic.resize(raw.image(), raw.height(), raw.width(), height, width, top, left, rows, columns);
		float[] image = new float[3 * rows * columns];
		for (int line = 0; line < 3 * rows; line++) {
			for (int x = 0; x < columns; x++) {
				int source = line * columns + (mirrored ? columns - 1 - x : x);
				image[line * columns + x] = (planes[source] & 255) / 127.5f - 1;
			}
		}
		return new Sample(raw.name(), rows, columns, labels, edges ? edges(instances, rows, columns) : null, image);
	}

	/** A pixel is an edge where any of its 4 neighbours has another instance number. */
	static boolean[] edges(int[] instances, int height, int width) {
		boolean[] edges = new boolean[height * width];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				int at = y * width + x;
				if (x + 1 < width && instances[at] != instances[at + 1]) {
					edges[at] = true;
					edges[at + 1] = true;
				}
				if (y + 1 < height && instances[at] != instances[at + width]) {
					edges[at] = true;
					edges[at + width] = true;
				}
			}
		}
		return edges;
	}
}
