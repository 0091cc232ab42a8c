package io.spadework.engine.data;

import static io.spadework.engine.data.LandscapeScene.CLOUD;
import static io.spadework.engine.data.LandscapeScene.FINE;
import static io.spadework.engine.data.LandscapeScene.GRASS;
import static io.spadework.engine.data.LandscapeScene.HOUSE;
import static io.spadework.engine.data.LandscapeScene.MOUNTAIN;
import static io.spadework.engine.data.LandscapeScene.ROCK;
import static io.spadework.engine.data.LandscapeScene.SAND;
import static io.spadework.engine.data.LandscapeScene.SEA;
import static io.spadework.engine.data.LandscapeScene.SKY;
import static io.spadework.engine.data.LandscapeScene.SNOW;
import static io.spadework.engine.data.LandscapeScene.TREE;

import io.spadework.engine.data.LandscapeScene.Kind;
import io.spadework.engine.data.LandscapeScene.Thing;

/** Paints a scene as a picture: pixels within one thing are shaded once, pixels on a boundary at each of their cells. */
final class LandscapePainter {

	/** Colour of each class in plain light, 0xRRGGBB. */
	private static final int[] BASE = { 0x6ba8e6, 0xfff3de, 0x756c9a, 0x1f6488, 0x83ad45, 0x2c5433, 0xe2c587, 0x685240, 0xcfdffb, 0xb04a36 };
	private static final float[] WHITE = { 255, 252, 240 };
	private static final float[] FOAM = { 222, 236, 238 };
	private static final float[] GLITTER = { 250, 240, 215 };
	private static final int WALL = 1;
	private static final int SIDE = 2;
	private static final int ROOF = 3;
	private static final int GABLE = 4;
	private static final int WINDOW = 5;
	private static final int DOOR = 6;

	private final LandscapeScene scene;
	private final LandscapeStyle style;
	private final Daylight daylight;
	private final int seed;
	/** Features smaller than a pixel only flicker, so fine layers of noise are left out in small pictures. */
	private final int layers;
	private final float pixel;
	private final float[] colour = new float[3];
	private final float[][] base = new float[BASE.length][];
	/** Brightness that the relief of a mountain gave the point shaded last. */
	private float lastRelief;
	/** Whether the point shaded last shines by itself. */
	private boolean lamp;
	/** Season and place shift the plants' green a little. */
	private final float autumn;

	LandscapePainter(LandscapeScene scene, Daylight daylight) {
		this.scene = scene;
		this.daylight = daylight;
		style = scene.style;
		seed = scene.seed;
		pixel = scene.cell * FINE;
		layers = scene.rows >= 384 ? 5 : scene.rows >= 192 ? 4 : 3;
		for (int i = 0; i < BASE.length; i++) {
			base[i] = LandscapeStyle.rgb(BASE[i]);
		}
		autumn = Math.max(0, Noise.at(seed, 3.3f, 8.8f)) * (style == LandscapeStyle.WINTER ? 0.2f : 1);
	}

	/** The picture as 3 planes of 8 bits: red, green, blue, row by row. */
	byte[] paint() {
		int height = scene.rows / FINE;
		int width = scene.columns / FINE;
		int plane = height * width;
		byte[] image = new byte[3 * plane];
		int cells = FINE * FINE;
		for (int row = 0; row < height; row++) {
			for (int column = 0; column < width; column++) {
				int at = row * FINE * scene.columns + column * FINE;
				float red;
				float green;
				float blue;
				if (isUniform(at)) {
					shade(at, (column + 0.5f) * pixel, (row + 0.5f) * pixel);
					red = colour[0];
					green = colour[1];
					blue = colour[2];
				} else {
					red = 0;
					green = 0;
					blue = 0;
					for (int cell = 0; cell < cells; cell++) {
						int dy = cell / FINE;
						int dx = cell % FINE;
						shade(at + dy * scene.columns + dx, (column * FINE + dx + 0.5f) * scene.cell, (row * FINE + dy + 0.5f) * scene.cell);
						red += colour[0];
						green += colour[1];
						blue += colour[2];
					}
					red /= cells;
					green /= cells;
					blue /= cells;
				}
				float grain = 2.5f * Noise.at(seed + 99, column * 1.37f, row * 1.37f);
				int pixelAt = row * width + column;
				image[pixelAt] = eightBits(red + grain);
				image[plane + pixelAt] = eightBits(green + grain);
				image[2 * plane + pixelAt] = eightBits(blue + grain);
			}
		}
		return image;
	}

	/** Part of a house at a point of its box: u from left to right, v from top to bottom, both in [0, 1]; 0 = beside the house. */
	static int housePart(float u, float v) {
		if (u < 0 || u > 1 || v < 0 || v > 1) {
			return 0;
		}
		float eaves = 0.44f;
		float front = 0.44f;
		if (v < eaves) {
			float down = v / eaves;
			float left = 0.5f * front * (1 - down);
			float right = front - left;
			if (u >= left && u <= right) {
				return u < left + 0.035f || u > right - 0.035f ? ROOF : GABLE;
			}
			return u > right && u < 1 - 0.5f * front * (1 - down) ? ROOF : 0;
		}
		if (u < 0.02f || u > 0.98f) {
			return 0;
		}
		if (u < front) {
			if (v > 0.68f && Math.abs(u - 0.3f) < 0.055f) {
				return DOOR;
			}
			return v > 0.58f && v < 0.76f && Math.abs(u - 0.14f) < 0.055f ? WINDOW : WALL;
		}
		return v > 0.58f && v < 0.76f && (Math.abs(u - 0.58f) < 0.055f || Math.abs(u - 0.84f) < 0.055f) ? WINDOW : SIDE;
	}

	private boolean isUniform(int at) {
		int below = at + scene.columns;
		short instance = scene.instances[at];
		byte label = scene.labels[at];
		return instance == scene.instances[at + 1] && instance == scene.instances[below] && instance == scene.instances[below + 1]
				&& label == scene.labels[at + 1] && label == scene.labels[below] && label == scene.labels[below + 1]
				&& label != HOUSE;
	}

	private void shade(int at, float x, float y) {
		int label = scene.labels[at];
		int instance = scene.instances[at];
		lamp = false;
		Thing thing = instance >= LandscapeScene.FIRST_THING ? scene.thing(instance) : null;
		float far = 1 - (y - scene.horizon) / (1 - scene.horizon);
		switch (label) {
		case SKY -> sky(x, y);
		case CLOUD -> cloud(thing, x, y);
		case MOUNTAIN -> mountain(thing, x, y);
		case SEA -> sea(x, y, at);
		case GRASS -> grass(x, y, at);
		case TREE -> tree(thing, x, y);
		case SAND -> sand(x, y, at);
		case ROCK -> rock(thing, x, y);
		case SNOW -> {
			if (thing != null) {
				mountain(thing, x, y);
				tone(SNOW, lastRelief);
			} else {
				snow(x, y, at);
			}
		}
		case HOUSE -> house(thing, x, y);
		default -> throw new AssertionError(label);
		}
		if (label != SKY && label != CLOUD) {
			light();
			float distance = thing == null ? far : thing.kind() == Kind.RIDGE ? thing.depth() : thing.depth() * 0.9f;
			distance = Math.max(0, Math.min(1.15f, distance));
			float nearGround = thing != null && thing.kind() == Kind.RIDGE ? 0.25f * style.hazeAmount * Noise.step(scene.horizon - 0.12f, scene.horizon, y) : 0;
			blend(style.haze, Math.min(0.7f, style.hazeAmount * distance * distance + nearGround) * (label == SEA ? 0.45f : 0.8f));
		}
		if (!lamp) {
			daylight.fallOn(colour);
		}
	}

	private void sky(float x, float y) {
		float down = y / scene.horizon;
		down = down > 1 ? 1 : down;
		float t = down * down * (style.lowSun() ? down : 1);
		for (int i = 0; i < 3; i++) {
			colour[i] = Noise.mix(style.zenith[i], style.skyline[i], t);
		}
		float veil = Noise.fractal(seed + 5, x * 1.6f, y * 7, 3);
		blend(style.skyline, 0.18f * Math.max(0, veil));
		float dx = x - scene.sunX;
		float dy = y - scene.sunY;
		float apart = dx * dx + dy * dy;
		if (style.lowSun()) {
			blend(style.sun, 0.55f / (1 + 60 * apart));
			blend(WHITE, 0.9f * (1 - Noise.step(0.0009f, 0.0019f, apart)));
		} else if (style != LandscapeStyle.OVERCAST && style != LandscapeStyle.MIST) {
			blend(style.sun, 0.22f / (1 + 12 * apart));
		}
	}

	private void cloud(Thing cloud, float x, float y) {
		float density = LandscapeScene.cloudDensity(cloud, x, y);
		float towardsSun = LandscapeScene.cloudDensity(cloud, x + 0.05f * style.sunSide * cloud.height(), y - 0.12f * cloud.height());
		float up = (cloud.base() - y) / cloud.height();
		float lit = Math.max(-1, Math.min(1, 1.4f * (density - towardsSun) + 1.1f * up));
		sky(x, y);
		float skyRed = colour[0];
		float skyGreen = colour[1];
		float skyBlue = colour[2];
		float shade = style == LandscapeStyle.OVERCAST ? 0.92f + 0.07f * lit : 0.95f + 0.08f * lit;
		for (int i = 0; i < 3; i++) {
			float warm = style.lowSun() ? Noise.mix(base[CLOUD][i], style.sun[i], 0.22f) : base[CLOUD][i];
			colour[i] = Math.min(255, warm * shade);
		}
		float body = 0.72f + 0.28f * Noise.step(0, 0.3f, density);
		colour[0] = Noise.mix(skyRed, colour[0], body);
		colour[1] = Noise.mix(skyGreen, colour[1], body);
		colour[2] = Noise.mix(skyBlue, colour[2], body);
	}

	private void mountain(Thing ridge, float x, float y) {
		float scale = 3.2f / (0.15f + ridge.height());
		float slope = 0.9f * scale;
		int relief = ridge.seed() + 21;
		float px = x * scale;
		float py = y * scale * 0.55f;
		float here = Noise.ridged(relief, px + 0.5f * py, py, layers);
		float lit = Noise.ridged(relief, px + 0.5f * py + 0.045f * slope * sign(style.sunSide), py - 0.02f * slope, layers);
		lastRelief = 0.93f + Math.max(-0.32f, Math.min(0.26f, 1.5f * (here - lit)));
		tone(MOUNTAIN, lastRelief);
		// Scree and forest at the foot.
		float foot = Noise.step(scene.horizon - 0.45f * ridge.height(), scene.horizon, y + 0.04f * Noise.at(relief, x * 20, y * 20));
		blend(base[TREE], 0.22f * foot);
	}

	private void sea(float x, float y, int at) {
		float near = Math.max(0.004f, y - scene.horizon);
		float u = (x - 0.5f * scene.aspect) / (near + 0.12f);
		float v = 0.9f / (near + 0.05f);
		float waves = Noise.fractal(seed + 31, u * 2.2f, v * 5.5f, 3);
		tone(SEA, 0.98f + 0.16f * waves);
		float glance = 1 - Noise.step(0, 0.30f, near);
		blend(style.skyline, 0.26f * glance * glance + 0.07f * Math.max(0, waves));
		mirror(x, y, near, waves);
		if (style.lowSun()) {
			float off = Math.abs(x - scene.sunX) / (0.04f + 0.35f * near);
			if (off < 1) {
				blend(GLITTER, 0.75f * (1 - off) * Noise.step(0.05f, 0.4f, waves + 0.15f));
			}
		}
		float surf = shoreDistance(x, y, near);
		if (surf < 1) {
			float ripple = Noise.fractal(seed + 37, x * 24, y * 40, 2);
			blend(base[SAND], 0.16f * (1 - surf));
			blend(FOAM, 0.62f * (1 - Noise.step(0.1f, 0.5f, surf - 0.35f * ripple)));
		}
	}

	/** What stands beyond the water is seen in it upside down, shaken by the waves. */
	private void mirror(float x, float y, float near, float waves) {
		float my = scene.horizon - 0.85f * near - 0.012f;
		float mx = x + 0.035f * waves * (0.2f + 2 * near);
		int row = (int) (my * scene.rows);
		int column = (int) (mx * scene.rows);
		if (row >= 0 && column >= 0 && column < scene.columns) {
			int label = scene.labels[row * scene.columns + column];
			if (label != SKY && label != SEA && label != CLOUD) {
				float strength = (label == SNOW ? 0.22f : 0.36f) * (0.75f + 0.25f * waves);
				blend(base[label], strength);
			}
		}
	}

	/** Distance to land below, 0 = at the waterline, 1 = farther than surf reaches. */
	private float shoreDistance(float x, float y, float near) {
		float reach = 0.012f + 0.075f * near;
		int column = Math.min(scene.columns - 1, (int) (x * scene.rows));
		for (int i = 1; i <= 5; i++) {
			int row = (int) ((y + reach * i / 5) * scene.rows);
			if (row >= scene.rows) {
				return 1;
			}
			int label = scene.labels[row * scene.columns + column];
			if (label != SEA) {
				return label == SAND || label == GRASS || label == SNOW ? (i - 1) / 5f : 1;
			}
		}
		return 1;
	}

	private void grass(float x, float y, int at) {
		float near = Math.max(0.004f, y - scene.horizon);
		float u = (x - 0.5f * scene.aspect) / (near + 0.1f);
		float v = 1 / (near + 0.08f);
		float patches = Noise.fractal(seed + 41, u * 1.3f + 0.5f * v, v * 1.7f - 0.4f * u, 3);
		float blades = Noise.fractal(seed + 43, u * 9 + 4 * v, v * 16 - 3 * u, 2) + 0.5f * Noise.at(seed + 44, x * 61 + y * 23, y * 43 - x * 19);
		tone(GRASS, 1.02f + 0.13f * patches + 0.11f * blades - 0.12f * Noise.step(0.3f, 0.6f, near));
		float dry = Math.max(0, Noise.fractal(seed + 45, u * 0.8f + 5, v * 0.9f, 2));
		colour[0] += 34 * dry * (0.4f + autumn);
		colour[1] += 8 * dry;
		if (style == LandscapeStyle.NOON || style == LandscapeStyle.AFTERNOON) {
			float flower = Noise.at(seed + 47, u * 26, v * 44);
			if (flower > 0.8f && patches > 0.1f) {
				blend((seed & 1) == 0 ? base[CLOUD] : base[SAND], 0.65f);
			}
		}
		shadow(at);
	}

	private void snow(float x, float y, int at) {
		float near = Math.max(0.004f, y - scene.horizon);
		float u = (x - 0.5f * scene.aspect) / (near + 0.15f);
		float v = 1 / (near + 0.1f);
		float drift = Noise.fractal(seed + 51, u * 1.1f + 0.3f * v, v * 2.1f - 0.3f * u, 3);
		float beyond = Noise.fractal(seed + 51, u * 1.1f + 0.3f * v + 0.12f * sign(style.sunSide), v * 2.1f - 0.3f * u - 0.1f, 3);
		tone(SNOW, 0.96f + Math.max(-0.14f, Math.min(0.06f, 0.85f * (drift - beyond))) + 0.02f * drift);
		colour[2] += 3;
		shadow(at);
	}

	private void sand(float x, float y, int at) {
		float near = Math.max(0.004f, y - scene.horizon);
		float u = (x - 0.5f * scene.aspect) / (near + 0.14f);
		float v = 1 / (near + 0.09f);
		float dunes = Noise.fractal(seed + 61, u * 0.9f, v * 1.4f, 3);
		float beyond = Noise.fractal(seed + 61, u * 0.9f + 0.1f * sign(style.sunSide), v * 1.4f - 0.06f, 3);
		float ripples = (float) Math.sin(v * 26 + 5 * dunes + 2.5f * Noise.at(seed + 62, u * 4, v * 4)) * Noise.step(0.02f, 0.2f, near);
		float grains = Noise.at(seed + 63, x * 90, y * 90);
		tone(SAND, 0.99f + Math.max(-0.16f, Math.min(0.1f, 1.1f * (dunes - beyond))) + 0.035f * ripples + 0.03f * grains);
		// Wet where the water has just been.
		int above = at - (int) ((0.01f + 0.06f * near) * scene.rows) * scene.columns;
		if (above >= 0 && scene.labels[above] == SEA) {
			tone(SAND, 0.78f + 0.02f * grains);
		}
		shadow(at);
	}

	private void tree(Thing tree, float x, float y) {
		float u = (x - tree.x()) / tree.width();
		float v = (tree.base() - y) / tree.height();
		boolean conifer = tree.kind() == Kind.CONIFER;
		boolean trunk = conifer ? v < 0.1f && Math.abs(u) < 0.07f : v < 0.3f && Math.abs(u) < 0.08f;
		if (trunk) {
			colour[0] = 78;
			colour[1] = 60;
			colour[2] = 46;
			return;
		}
		float leaves = Noise.fractal(tree.seed() + 3, u * (conifer ? 11 : 8), v * (conifer ? 16 : 8), layers - 1);
		float side = u * 2 * sign(style.sunSide) * (0.4f + Math.abs(style.sunSide));
		float up = conifer ? 0.1f : (v - 0.6f) * 1.2f;
		float tier = conifer ? (1 - v) / 0.9f * 5.5f : 0;
		float under = conifer ? 0.24f * ((int) tier + 0.55f - tier) : 0;
		tone(TREE, 1 + Math.max(-0.5f, Math.min(0.75f, 0.42f * leaves + 0.3f * side + 0.5f * up + under)));
		float hue = Noise.at(tree.seed(), 0.5f, 0.5f);
		colour[0] += conifer ? 0 : Math.max(0, hue) * (14 + 46 * autumn);
		colour[1] += hue * 8;
		if (scene.ground == LandscapeScene.Ground.SNOWFIELD || style == LandscapeStyle.WINTER) {
			float load = leaves + (conifer ? 1.2f * under : up) - 0.28f;
			blend(base[SNOW], 0.5f * Noise.step(0, 0.25f, load));
		}
	}

	private void rock(Thing rock, float x, float y) {
		float u = (x - rock.x()) / rock.width();
		float v = (rock.base() - y) / rock.height();
		float here = Noise.ridged(rock.seed() + 5, u * 3.2f, v * 2.2f, 3);
		float lit = Noise.ridged(rock.seed() + 5, u * 3.2f + 0.18f * sign(style.sunSide), v * 2.2f + 0.16f, 3);
		float side = 0.35f * u * style.sunSide;
		tone(ROCK, 0.9f + Math.max(-0.35f, Math.min(0.35f, 1.3f * (here - lit))) + 0.28f * (v - 0.35f) + side + 0.06f * Noise.at(rock.seed(), x * 70, y * 70));
		if (style == LandscapeStyle.WINTER || scene.ground == LandscapeScene.Ground.SNOWFIELD) {
			blend(base[SNOW], 0.55f * Noise.step(0.62f, 0.85f, v + 0.3f * (here - 0.6f)));
		}
	}

	private void house(Thing house, float x, float y) {
		float u = (x - house.x()) / house.width() + 0.5f;
		float v = 1 - (house.base() - y) / house.height();
		int part = housePart(u, v);
		float tint = Noise.at(house.seed(), 0.5f, 0.5f);
		float frontLight = style.sunSide < 0 ? 1.12f : 0.9f;
		float sideLight = style.sunSide < 0 ? 0.84f : 1.06f;
		switch (part) {
		case ROOF -> {
			float rows = (float) Math.sin(v * 95) * 0.05f;
			tone(HOUSE, (u > 0.3f ? sideLight : frontLight) * 0.72f + rows + 0.06f * Noise.at(house.seed(), u * 30, v * 30));
			if (style == LandscapeStyle.WINTER || scene.ground == LandscapeScene.Ground.SNOWFIELD) {
				blend(base[SNOW], 0.35f);
			}
		}
		case WINDOW -> {
			lamp = daylight.night();
			boolean lamps = lamp || style.lowSun() || style == LandscapeStyle.OVERCAST;
			colour[0] = lamps ? 250 : 92;
			colour[1] = lamps ? 205 : 98;
			colour[2] = lamps ? 120 : 112;
		}
		case DOOR -> {
			colour[0] = 96;
			colour[1] = 52;
			colour[2] = 38;
		}
		default -> {
			float plaster = 0.04f * Noise.at(house.seed() + 1, u * 20, v * 24);
			tone(HOUSE, (part == SIDE ? sideLight : frontLight) * 1.06f + plaster);
			colour[1] += 4 + 12 * tint;
			colour[2] += 2 + 8 * tint;
			if (v > 0.93f) {
				blend(base[ROCK], 0.5f);
			}
		}
		}
	}

	private void tone(int label, float brightness) {
		colour[0] = base[label][0] * brightness;
		colour[1] = base[label][1] * brightness;
		colour[2] = base[label][2] * brightness;
	}

	/** Shadows are bluish: the sky still shines into them. */
	private void shadow(int at) {
		float dark = scene.shadow[at];
		if (dark > 0) {
			colour[0] *= 1 - dark;
			colour[1] *= 1 - 0.9f * dark;
			colour[2] *= 1 - 0.7f * dark;
		}
	}

	private void light() {
		float grey = 0.3f * colour[0] + 0.55f * colour[1] + 0.15f * colour[2];
		for (int i = 0; i < 3; i++) {
			colour[i] = (grey + (colour[i] - grey) * style.saturation) * style.light[i];
		}
	}

	private void blend(float[] towards, float share) {
		for (int i = 0; i < 3; i++) {
			colour[i] += (towards[i] - colour[i]) * share;
		}
	}

	private static float sign(float x) {
		return x < 0 ? -1 : 1;
	}

	private static byte eightBits(float value) {
		return (byte) (value <= 0 ? 0 : value >= 255 ? 255 : (int) (value + 0.5f));
	}
}
