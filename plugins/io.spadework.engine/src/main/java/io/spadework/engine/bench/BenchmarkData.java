package io.spadework.engine.bench;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Label maps of rectangles, and images of noise: what the numbers are plays no part in how long they take. */
record BenchmarkData(int labels, int height, int width) implements Dataset {

	private static final int RECTANGLES = 60;

	@Override
	public void open(Path studyFolder) {
		// nothing to be found
	}

	@Override
	public int dontCare() {
		return -1;
	}

	@Override
	public boolean edges() {
		return false;
	}

	@Override
	public int size() {
		return Integer.MAX_VALUE;
	}

	@Override
	public int heldOut() {
		return 0;
	}

	@Override
	public Sample training(long seed, int epoch, int position) {
		Random random = new Random(seed * 31 + position);
		short[] map = new short[height * width];
		for (int i = 0; i < RECTANGLES; i++) {
			short label = (short) random.nextInt(labels);
			int top = random.nextInt(height);
			int left = random.nextInt(width);
			int bottom = Math.min(height, top + 1 + random.nextInt(height / 2));
			int right = Math.min(width, left + 1 + random.nextInt(width / 2));
			for (int y = top; y < bottom; y++) {
				for (int x = left; x < right; x++) {
					map[y * width + x] = label;
				}
			}
		}
		float[] image = new float[3 * height * width];
		for (int i = 0; i < image.length; i++) {
			image[i] = 2 * random.nextFloat() - 1;
		}
		return new Sample("benchmark " + position, height, width, map, null, image);
	}

	@Override
	public Sample heldOut(int index) {
		throw new IndexOutOfBoundsException("A benchmark holds no sample out.");
	}

	@Override
	public List<String> labelNames() {
		return IntStream.range(0, labels).mapToObj(label -> "label " + label).toList();
	}

	@Override
	public int[] labelColours() {
		return IntStream.range(0, labels).map(label -> label * 0x10101 % 0x1000000).toArray();
	}
}
