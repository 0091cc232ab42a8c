package io.spadework.engine.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What stands where in a built-in landscape: label and instance of every cell of a grid twice as fine as the picture. Coordinates
 * are in picture heights, x to the right, y down; the same seed makes the same scene at any size.
 */
final class LandscapeScene {

	static final int SKY = 0;
	static final int CLOUD = 1;
	static final int MOUNTAIN = 2;
	static final int SEA = 3;
	static final int GRASS = 4;
	static final int TREE = 5;
	static final int SAND = 6;
	static final int ROCK = 7;
	static final int SNOW = 8;
	static final int HOUSE = 9;
	/** Instances below this number are the classes themselves; from here on each is a thing. */
	static final int FIRST_THING = 16;
	/** Cells per pixel in each direction. */
	static final int FINE = 2;

	/** How the ground is laid out. */
	enum Ground {
		MEADOW, COAST, LAKE, SNOWFIELD, DUNES
	}

	/** What kind of thing. */
	enum Kind {
		CLOUD, RIDGE, CONIFER, BROADLEAF, ROCK, HOUSE
	}

	/**
	 * A countable thing.
	 *
	 * @param x middle
	 * @param base lower edge; for a cloud its middle
	 * @param width full width
	 * @param height full height
	 * @param depth 0 = at the viewer, 1 = at the horizon
	 * @param skyline for a ridge: upper edge per column of cells
	 * @param snowline for a ridge: about where its snow ends, negative = it has none
	 */
	record Thing(Kind kind, float x, float base, float width, float height, float depth, int seed, float[] skyline, float snowline) {
	}

	final int columns;
	final int rows;
	final float cell;
	final float aspect;
	final byte[] labels;
	final short[] instances;
	/** Darkness of cast shadows, 0 = none. */
	final float[] shadow;
	final List<Thing> things = new ArrayList<>();
	final LandscapeStyle style;
	final Ground ground;
	final int seed;
	final float horizon;
	final float sunX;
	final float sunY;

	private final SplittableRandom random;

	LandscapeScene(long sceneSeed, int height, int width) {
		random = new SplittableRandom(sceneSeed);
		seed = random.nextInt();
		columns = width * FINE;
		rows = height * FINE;
		cell = 1f / rows;
		aspect = (float) width / height;
		labels = new byte[rows * columns];
		instances = new short[rows * columns];
		shadow = new float[rows * columns];
		style = LandscapeStyle.draw(random);
		ground = drawGround();
		horizon = between(0.36f, 0.56f);
		sunX = aspect * (0.5f + 0.45f * style.sunSide);
		sunY = horizon * (style.lowSun() ? between(0.55f, 0.85f) : 0.1f);
		clouds();
		ridges();
		ground();
		standing();
	}

	Thing thing(int instance) {
		return things.get(instance - FIRST_THING);
	}

	/** Instance of a cell as the instance map shows it: things are numbered one by one, everything else is its class. */
	int instance(int at) {
		return labels[at] == SNOW ? SNOW : instances[at];
	}

	private Ground drawGround() {
		if (style == LandscapeStyle.WINTER && random.nextInt(4) > 0) {
			return Ground.SNOWFIELD;
		}
		int ticket = random.nextInt(100);
		return ticket < 30 ? Ground.MEADOW : ticket < 56 ? Ground.COAST : ticket < 78 ? Ground.LAKE : ticket < 88 ? Ground.SNOWFIELD : Ground.DUNES;
	}

	private void clouds() {
		int count = style == LandscapeStyle.OVERCAST ? 4 + random.nextInt(4) : style == LandscapeStyle.MIST ? random.nextInt(3) : random.nextInt(6);
		for (int i = 0; i < count; i++) {
			float width = between(0.18f, 0.62f);
			float height = width * between(0.34f, 0.5f);
			float y = between(0.04f, Math.max(0.08f, horizon - 0.14f));
			// Farther clouds look smaller and lower.
			float near = 1 - 0.6f * y / horizon;
			Thing cloud = new Thing(Kind.CLOUD, between(0, aspect), y, width * near, height * near, 1 - near, random.nextInt(), null, 0);
			short id = add(cloud);
			forEachCell(cloud.x - cloud.width * 0.75f, cloud.base - cloud.height, cloud.x + cloud.width * 0.75f, cloud.base + cloud.height * 0.7f,
					(x, y0, at) -> {
						if (cloudDensity(cloud, x, y0) > 0) {
							put(at, CLOUD, id);
						}
					});
		}
	}

	/** Above 0 inside a cloud: an ellipse with a flat bottom, frayed by noise. */
	static float cloudDensity(Thing cloud, float x, float y) {
		float dx = (x - cloud.x) / (0.5f * cloud.width);
		float dy = (y - cloud.base) / (0.5f * cloud.height);
		dy = dy > 0 ? dy * 1.7f : dy;
		float rim = 1 - dx * dx - dy * dy;
		if (rim < -1.1f) {
			return rim;
		}
		float scale = 2.6f / cloud.height;
		return rim * 0.75f + 1.05f * Noise.fractal(cloud.seed, x * scale * 0.8f, y * scale, 4) - 0.12f;
	}

	private void ridges() {
		int count = switch (ground) {
		case LAKE -> 1 + random.nextInt(3);
		case MEADOW -> random.nextInt(4);
		case SNOWFIELD -> 1 + random.nextInt(2);
		case COAST -> random.nextInt(3);
		case DUNES -> random.nextInt(2);
		};
		for (int i = count - 1; i >= 0; i--) {
			float height = Math.min(horizon - 0.06f, (0.13f + 0.13f * i) * between(0.75f, 1.4f));
			boolean headland = ground == Ground.COAST || random.nextInt(4) == 0;
			float peak = between(-0.1f, 1.1f) * aspect;
			float reach = headland ? between(0.35f, 0.8f) : between(0.9f, 2f);
			int ridgeSeed = random.nextInt();
			float frequency = between(0.9f, 1.7f) / (0.25f + height * 2);
			float[] skyline = new float[columns];
			float highest = 1;
			for (int column = 0; column < columns; column++) {
				float x = (column + 0.5f) * cell;
				float away = Math.abs(x - peak) / reach;
				float envelope = away >= 1 ? 0 : 1 - away * away;
				float sharp = Noise.ridged(ridgeSeed, x * frequency, 0.3f, 5);
				float crest = 0.1f + 1.05f * sharp * sharp + 0.15f * Noise.fractal(ridgeSeed + 7, x * 3, 5, 3);
				skyline[column] = horizon + 0.004f - height * crest * (0.18f + 0.82f * envelope) * (headland ? Noise.step(0, 0.25f, envelope) : 1);
				highest = Math.min(highest, skyline[column]);
			}
			boolean capped = height > 0.17f && (style == LandscapeStyle.WINTER || ground == Ground.SNOWFIELD || random.nextInt(3) > 0);
			float snowline = capped ? highest + (horizon - highest) * (style == LandscapeStyle.WINTER ? between(0.45f, 0.7f) : between(0.22f, 0.48f)) : -1;
			Thing ridge = new Thing(Kind.RIDGE, peak, horizon, 2 * reach, horizon - highest, 0.35f + 0.22f * i, ridgeSeed, skyline, snowline);
			short id = add(ridge);
			// The cap keeps the ridge's number here, because it is painted with the ridge's relief; see instance().
			for (int column = 0; column < columns; column++) {
				float x = (column + 0.5f) * cell;
				float edge = snowline + 0.3f * ridge.height * Noise.fractal(ridgeSeed + 3, x * 14, 1, 3);
				for (int row = Math.max(0, (int) (skyline[column] * rows)); row < horizonRow(); row++) {
					float y = (row + 0.5f) * cell;
					boolean snow = snowline > 0 && y < edge + 0.22f * ridge.height * Noise.fractal(ridgeSeed + 4, x * 22, y * 9, 2);
					put(row * columns + column, snow ? SNOW : MOUNTAIN, id);
				}
			}
		}
	}

	private void ground() {
		switch (ground) {
		case MEADOW -> {
			fillBelow(GRASS, 0, 0, 0.01f);
			if (random.nextInt(3) == 0) {
				pond(SEA);
			}
			if (random.nextInt(2) == 0) {
				path();
			}
		}
		case COAST -> {
			fillBelow(SEA, 0, 0, 0);
			float shore = between(0.3f, 0.62f);
			float tilt = between(-0.35f, 0.35f);
			fillBelow(SAND, shore, tilt, 0.09f);
			if (random.nextInt(4) > 0) {
				fillBelow(GRASS, shore + between(0.16f, 0.34f), tilt * 0.6f, 0.1f);
			}
		}
		case LAKE -> {
			boolean far = random.nextBoolean();
			fillBelow(far ? GRASS : SEA, 0, 0, 0.01f);
			if (far) {
				fillBelow(SEA, between(0.05f, 0.14f), between(-0.05f, 0.05f), 0.03f);
			}
			float shore = between(0.45f, 0.75f);
			float tilt = between(-0.4f, 0.4f);
			if (random.nextInt(3) == 0) {
				fillBelow(SAND, shore - 0.07f, tilt, 0.08f);
			}
			fillBelow(style == LandscapeStyle.WINTER ? SNOW : GRASS, shore, tilt, 0.1f);
		}
		case SNOWFIELD -> {
			fillBelow(SNOW, 0, 0, 0.01f);
			if (random.nextInt(3) == 0) {
				pond(SEA);
			}
			if (random.nextInt(4) == 0) {
				fillBelow(GRASS, between(0.6f, 0.8f), between(-0.3f, 0.3f), 0.12f);
			}
		}
		case DUNES -> {
			boolean sea = random.nextInt(2) == 0;
			fillBelow(sea ? SEA : SAND, 0, 0, 0.01f);
			if (sea) {
				fillBelow(SAND, between(0.08f, 0.2f), between(-0.1f, 0.1f), 0.03f);
			}
			if (random.nextInt(2) == 0) {
				fillBelow(GRASS, between(0.5f, 0.8f), between(-0.5f, 0.5f), 0.14f);
			}
		}
		}
	}

	/**
	 * Fills everything nearer than a wavy line.
	 *
	 * @param from where the line lies, 0 = horizon, 1 = lower edge of the picture
	 * @param tilt how much lower it lies on the right than on the left
	 */
	private void fillBelow(int label, float from, float tilt, float wave) {
		int lineSeed = random.nextInt();
		float depth = 1 - horizon;
		for (int column = 0; column < columns; column++) {
			float x = (column + 0.5f) * cell;
			float line = from + tilt * from * (x / aspect - 0.5f) + wave * (0.4f + from) * Noise.fractal(lineSeed, x * 2.2f, 0, 4);
			int first = from == 0 ? Math.min(horizonRow(), (int) ((horizon + depth * line) * rows)) : Math.max(horizonRow(), (int) ((horizon + depth * line) * rows));
			for (int row = Math.max(0, first); row < rows; row++) {
				if (row >= horizonRow() || labels[row * columns + column] != SKY) {
					put(row * columns + column, label, (short) label);
				}
			}
		}
	}

	private void pond(int label) {
		int pondSeed = random.nextInt();
		float y = horizon + (1 - horizon) * between(0.25f, 0.6f);
		float near = (y - horizon) / (1 - horizon);
		float x = between(0.15f, 0.85f) * aspect;
		float halfWidth = between(0.2f, 0.55f) * (0.4f + near);
		float halfHeight = halfWidth * between(0.16f, 0.26f) * (0.5f + near);
		forEachCell(x - 1.5f * halfWidth, y - 1.5f * halfHeight, x + 1.5f * halfWidth, y + 1.5f * halfHeight, (px, py, at) -> {
			float dx = (px - x) / halfWidth;
			float dy = (py - y) / halfHeight;
			if (py > horizon + 0.02f && dx * dx + dy * dy + 0.5f * Noise.fractal(pondSeed, px * 4, py * 12, 3) < 1) {
				put(at, label, (short) label);
			}
		});
	}

	/** A path that winds towards the horizon and gets narrower with distance. */
	private void path() {
		float end = between(0.2f, 0.8f) * aspect;
		float start = between(0.1f, 0.9f) * aspect;
		float bend = between(-0.5f, 0.5f);
		int edgeSeed = random.nextInt();
		for (int row = horizonRow() + rows / 40; row < rows; row++) {
			float y = (row + 0.5f) * cell;
			float near = (y - horizon) / (1 - horizon);
			float middle = Noise.mix(end, start, near) + bend * (float) Math.sin(near * 5.2) * near * (1 - 0.5f * near);
			float half = 0.012f + 0.12f * near * near;
			for (int column = 0; column < columns; column++) {
				float x = (column + 0.5f) * cell;
				if (Math.abs(x - middle) < half * (1 + 0.35f * Noise.fractal(edgeSeed, x * 9, y * 9, 2)) && labels[row * columns + column] == GRASS) {
					put(row * columns + column, SAND, (short) SAND);
				}
			}
		}
	}

	/** Trees, houses and rocks, the far ones first. */
	private void standing() {
		boolean green = ground == Ground.MEADOW || ground == Ground.LAKE || ground == Ground.SNOWFIELD;
		boolean conifers = style == LandscapeStyle.WINTER || ground == Ground.SNOWFIELD || random.nextBoolean();
		List<Thing> standing = new ArrayList<>();
		int forest = green ? random.nextInt(28) : random.nextInt(6);
		float grove = between(0, 1) * aspect;
		for (int i = 0; i < forest; i++) {
			plant(standing, conifers, grove + between(-0.45f, 0.45f), between(0.015f, 0.12f));
		}
		int trees = green ? 2 + random.nextInt(8) : random.nextInt(5);
		for (int i = 0; i < trees; i++) {
			float near = between(0.08f, 1);
			plant(standing, random.nextInt(6) == 0 ? !conifers : conifers, between(0, 1) * aspect, near * near * 0.8f + 0.05f);
		}
		int houses = Math.max(0, random.nextInt(6) - 2);
		for (int i = 0; i < houses; i++) {
			float near = between(0.06f, 0.5f);
			float height = (0.07f + 0.30f * near) * between(0.85f, 1.2f);
			standing.add(new Thing(Kind.HOUSE, between(0.05f, 0.95f) * aspect, depth(near), height * between(1.1f, 1.6f), height, 1 - near, random.nextInt(), null, 0));
		}
		int rocks = ground == Ground.COAST || ground == Ground.DUNES ? 1 + random.nextInt(6) : random.nextInt(4);
		for (int i = 0; i < rocks; i++) {
			float near = between(0.1f, 0.95f);
			float height = (0.03f + 0.15f * near) * between(0.6f, 1.3f);
			standing.add(new Thing(Kind.ROCK, between(0, 1) * aspect, depth(near), height * between(1.3f, 2.4f), height, 1 - near, random.nextInt(), null, 0));
		}
		standing.sort(Comparator.comparingDouble(Thing::base));
		for (Thing thing : standing) {
			stand(thing);
		}
	}

	private void plant(List<Thing> standing, boolean conifer, float x, float near) {
		float height = (0.075f + 0.44f * near) * between(0.75f, 1.25f);
		float width = height * (conifer ? between(0.42f, 0.6f) : between(0.7f, 0.95f));
		standing.add(new Thing(conifer ? Kind.CONIFER : Kind.BROADLEAF, x, depth(near), width, height, 1 - near, random.nextInt(), null, 0));
	}

	private void stand(Thing thing) {
		int row = (int) (thing.base * rows);
		int column = (int) (thing.x * rows);
		if (row < 0 || row >= rows || column < 0 || column >= columns) {
			return;
		}
		int under = labels[row * columns + column];
		boolean firm = under == GRASS || under == SNOW || under == SAND && thing.kind != Kind.CONIFER;
		if (instances[row * columns + column] >= FIRST_THING || !firm && (thing.kind != Kind.ROCK || under != SEA)) {
			return;
		}
		castShadow(thing);
		short id = add(thing);
		int label = thing.kind == Kind.ROCK ? ROCK : thing.kind == Kind.HOUSE ? HOUSE : TREE;
		forEachCell(thing.x - 0.65f * thing.width, thing.base - thing.height * 1.05f, thing.x + 0.65f * thing.width, thing.base + 0.02f, (x, y, at) -> {
			if (covers(thing, x, y)) {
				put(at, label, id);
			}
		});
	}

	/** Whether a standing thing is seen at a point. */
	static boolean covers(Thing thing, float x, float y) {
		float u = (x - thing.x) / thing.width;
		float v = (thing.base - y) / thing.height;
		if (v < 0 || v > 1.05f) {
			return false;
		}
		switch (thing.kind) {
		case CONIFER: {
			if (v < 0.1f) {
				return Math.abs(u) < 0.07f;
			}
			float down = 1 - (v - 0.1f) / 0.9f;
			float tier = down * 5.5f - (int) (down * 5.5f);
			float half = 0.5f * down * (0.62f + 0.38f * tier);
			return Math.abs(u + 0.04f * Noise.at(thing.seed, v * 9, 0)) < half + 0.06f * Noise.fractal(thing.seed, u * 9, v * 13, 2) * (0.2f + down);
		}
		case BROADLEAF: {
			float dy = (v - 0.63f) / 0.37f;
			float dx = u / 0.5f;
			float rim = (float) Math.sqrt(dx * dx + dy * dy) + 0.34f * Noise.fractal(thing.seed, u * 4.5f, v * 4.5f, 3);
			return rim < 0.92f || v < 0.45f && Math.abs(u) < 0.055f + 0.04f * (0.3f - v) * (v < 0.3f ? 1 : 0);
		}
		case ROCK: {
			float dx = u / 0.5f;
			float lump = 0.45f * Noise.fractal(thing.seed, u * 3, v * 1.6f, 3);
			return Math.abs(dx) * Math.abs(dx) * Math.abs(dx) + v * v * 1.1f + lump < 0.85f;
		}
		case HOUSE:
			return LandscapePainter.housePart(u + 0.5f, 1 - v) != 0;
		default:
			throw new AssertionError(thing.kind);
		}
	}

	/** Darkens the ground beside a thing, away from the sun. */
	private void castShadow(Thing thing) {
		float strength = style == LandscapeStyle.OVERCAST || style == LandscapeStyle.MIST ? 0.25f : 0.45f;
		float length = thing.width * (0.55f + 0.5f * Math.abs(style.sunSide));
		float middle = thing.x - style.sunSide * thing.width * 0.55f;
		float half = Math.max(0.012f, thing.width * 0.13f);
		forEachCell(middle - length, thing.base - 1.6f * half, middle + length, thing.base + 1.6f * half, (x, y, at) -> {
			float dx = (x - middle) / length;
			float dy = (y - thing.base) / (1.5f * half);
			float inside = 1 - dx * dx - dy * dy;
			if (inside > 0) {
				shadow[at] = Math.max(shadow[at], strength * Noise.step(0, 0.6f, inside));
			}
		});
	}

	private interface CellVisitor {
		void visit(float x, float y, int at);
	}

	private void forEachCell(float left, float top, float right, float bottom, CellVisitor visitor) {
		int lastRow = Math.min(rows - 1, (int) (bottom * rows));
		int lastColumn = Math.min(columns - 1, (int) (right * rows));
		for (int row = Math.max(0, (int) (top * rows)); row <= lastRow; row++) {
			for (int column = Math.max(0, (int) (left * rows)); column <= lastColumn; column++) {
				visitor.visit((column + 0.5f) * cell, (row + 0.5f) * cell, row * columns + column);
			}
		}
	}

	private int horizonRow() {
		return (int) (horizon * rows);
	}

	private float depth(float near) {
		return horizon + (1 - horizon) * near;
	}

	private void put(int at, int label, short instance) {
		labels[at] = (byte) label;
		instances[at] = instance;
	}

	private short add(Thing thing) {
		things.add(thing);
		return (short) (FIRST_THING + things.size() - 1);
	}

	private float between(float from, float to) {
		return from + (to - from) * (float) random.nextDouble();
	}
}
