package io.spadework.engine.data;

/** Seeded value noise: random heights on the whole-numbered points of the plane, blended smoothly in between. */
final class Noise {

	private Noise() {
	}

	/** One layer of noise in [-1, 1]; its features are about 1 wide. */
	static float at(int seed, float x, float y) {
		int column = floor(x);
		int row = floor(y);
		float u = smooth(x - column);
		float v = smooth(y - row);
		float above = mix(corner(seed, column, row), corner(seed, column + 1, row), u);
		float below = mix(corner(seed, column, row + 1), corner(seed, column + 1, row + 1), u);
		return mix(above, below, v);
	}

	/** Layers of doubling frequency and halving height, in about [-1, 1]. */
	static float fractal(int seed, float x, float y, int layers) {
		float sum = 0;
		float height = 1;
		float heights = 0;
		for (int i = 0; i < layers; i++) {
			sum += height * at(seed + i * 0x51ed27, x, y);
			heights += height;
			height *= 0.5f;
			// Turned and shifted, so that the grids of the layers don't show.
			float turned = 1.6f * x + 1.2f * y + 17.3f;
			y = -1.2f * x + 1.6f * y + 9.1f;
			x = turned;
		}
		return sum / heights;
	}

	/** Layers folded at zero, which makes sharp crests: 1 on a crest, down to 0. */
	static float ridged(int seed, float x, float y, int layers) {
		float sum = 0;
		float height = 1;
		float heights = 0;
		for (int i = 0; i < layers; i++) {
			float fold = 1 - Math.abs(at(seed + i * 0x51ed27, x, y));
			sum += height * fold * fold;
			heights += height;
			height *= 0.5f;
			x = 2.03f * x + 17.3f;
			y = 2.03f * y + 9.1f;
		}
		return sum / heights;
	}

	static float mix(float a, float b, float t) {
		return a + (b - a) * t;
	}

	/** 0 below a, 1 above b, smooth in between. */
	static float step(float a, float b, float x) {
		float t = (x - a) / (b - a);
		return t <= 0 ? 0 : t >= 1 ? 1 : smooth(t);
	}

	private static float smooth(float t) {
		return t * t * (3 - 2 * t);
	}

	private static int floor(float x) {
		int whole = (int) x;
		return x < whole ? whole - 1 : whole;
	}

	private static float corner(int seed, int x, int y) {
		int h = seed * 0x9e3779b1 + x * 0x27d4eb2d + y * 0x165667b1;
		h = (h ^ h >>> 15) * 0x85ebca6b;
		h = (h ^ h >>> 13) * 0xc2b2ae35;
		return ((h ^ h >>> 16) >> 7) * (1f / (1 << 24));
	}
}
