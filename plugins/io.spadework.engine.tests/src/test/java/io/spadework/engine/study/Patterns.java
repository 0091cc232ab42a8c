package io.spadework.engine.study;

import io.spadework.engine.Fixture;
import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import java.nio.file.Path;
import java.util.List;

/** Striped label maps with diagonal edges and images made by a formula, in order and never augmented; make_fixtures.py has the same. */
public class Patterns implements Dataset {

	private static final int LABELS = 4;
	private static final int[] COLOURS = { 0x8040c0, 0x20a020, 0x3070ff, 0xf0f0a0 };

	private final int height;
	private final int width;
	private final int size;
	private final int dontCare;

	/** Of this size, so many of them, without a don't-care label. */
	public Patterns(int height, int width, int size) {
		this(height, width, size, -1);
	}

	/** Of this size, so many of them, one of whose labels is don't-care. */
	public Patterns(int height, int width, int size, int dontCare) {
		this.height = height;
		this.width = width;
		this.size = size;
		this.dontCare = dontCare;
	}

	@Override
	public void open(Path studyFolder) throws DataException {
		// nothing lies on disk
	}

	@Override
	public int height() {
		return height;
	}

	@Override
	public int width() {
		return width;
	}

	@Override
	public int labels() {
		return LABELS;
	}

	@Override
	public int dontCare() {
		return dontCare;
	}

	@Override
	public boolean edges() {
		return true;
	}

	@Override
	public int size() {
		return size;
	}

	@Override
	public int heldOut() {
		return 3;
	}

	@Override
	public Sample training(long seed, int epoch, int position) {
		return sample(position);
	}

	@Override
	public Sample heldOut(int index) {
		return sample(1000 + index);
	}

	private Sample sample(int index) {
		short[] labels = new short[height * width];
		boolean[] edges = new boolean[height * width];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				labels[y * width + x] = (short) ((index + y / 3 + x / 4) % LABELS);
				edges[y * width + x] = (y + x + index) % 5 == 0;
			}
		}
		double[] values = Fixture.values("image " + index, 0.8, 3 * height * width);
		float[] image = new float[values.length];
		for (int i = 0; i < image.length; i++) {
			image[i] = (float) values[i];
		}
		return new Sample("pattern " + index, height, width, labels, edges, image);
	}

	@Override
	public List<String> labelNames() {
		return List.of("violet", "green", "blue", "yellow");
	}

	@Override
	public int[] labelColours() {
		return COLOURS.clone();
	}
}
