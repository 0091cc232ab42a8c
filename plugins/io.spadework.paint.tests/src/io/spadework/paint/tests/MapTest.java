package io.spadework.paint.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import java.util.zip.CRC32;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.MapFile;
import io.spadework.paint.map.Mask;
import io.spadework.paint.map.Mask.Spot;
import io.spadework.paint.map.Patch;
import io.spadework.runs.synthesis.ServedModel.Label;

class MapTest {

	private static final List<Label> LABELS = List.of(new Label(0, "sky", 0x87c5f0), new Label(3, "sea", 0x23698f), new Label(255, "unknown", 0x505050));

	private static LabelMap random(int width, int height, int labels, long seed) {
		Random random = new Random(seed);
		short[] values = new short[width * height];
		for (int i = 0; i < values.length; i++) {
			values[i] = (short) random.nextInt(labels);
		}
		return new LabelMap(width, height, values);
	}

	private static byte[] png(BufferedImage image) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(image, "png", out);
		return out.toByteArray();
	}

	@Test
	void exactlyTheLabelsAreSavedAndReadBack() throws IOException {
		for (int labels : new int[] { 4, 256, 65536 }) {
			LabelMap map = random(37, 21, labels, labels);
			assertEquals(map, MapFile.read(MapFile.png(map, LABELS), List.of()), labels + " labels");
		}
		BufferedImage seen = ImageIO.read(new ByteArrayInputStream(MapFile.png(new LabelMap(1, 1, 3), LABELS)));
		assertEquals(0xFF23698F, seen.getRGB(0, 0), "other programs see the labels' colours");
	}

	@Test
	void greyPaletteAndColourPicturesAreMaps() throws IOException {
		BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
		grey.getRaster().setSample(1, 0, 0, 200);
		assertEquals(200, MapFile.read(png(grey), LABELS).label(1, 0));
		BufferedImage deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
		deep.getRaster().setSample(0, 0, 0, 40_000);
		assertEquals(40_000, MapFile.read(png(deep), LABELS).label(0, 0));
		BufferedImage colour = new BufferedImage(1, 2, BufferedImage.TYPE_INT_RGB);
		colour.setRGB(0, 0, 0x23698f);
		colour.setRGB(0, 1, 0x87c5f0);
		LabelMap map = MapFile.read(png(colour), LABELS);
		assertEquals(3, map.label(0, 0));
		assertEquals(0, map.label(0, 1));
		colour.setRGB(0, 1, 0x123456);
		IOException refusal = assertThrows(IOException.class, () -> MapFile.read(png(colour), LABELS));
		assertTrue(refusal.getMessage().contains("#123456") && refusal.getMessage().contains("row 1"), refusal.getMessage());
	}

	@Test
	void whatIsNoMapIsRefusedInASentence() throws IOException {
		byte[] whole = MapFile.png(random(64, 64, 9, 1), LABELS);
		for (byte[] bad : List.of(new byte[0], "hello".getBytes(), Arrays.copyOf(whole, whole.length / 2), hugeHeader())) {
			IOException refusal = assertThrows(IOException.class, () -> MapFile.read(bad, LABELS));
			assertTrue(refusal.getMessage() != null && !refusal.getMessage().isBlank());
		}
	}

	/** A PNG whose header claims 100,000 x 100,000 pixels. */
	private static byte[] hugeHeader() throws IOException {
		byte[] png = MapFile.png(new LabelMap(1, 1, 0), LABELS);
		ByteBuffer buffer = ByteBuffer.wrap(png);
		buffer.putInt(16, 100_000).putInt(20, 100_000);
		CRC32 sum = new CRC32();
		sum.update(png, 12, 17);
		buffer.putInt(29, (int) sum.getValue());
		return png;
	}

	@Test
	void everyChangeIsTakenBackAndMadeAgain() {
		LabelMap map = random(40, 30, 5, 2);
		LabelMap start = map.copy();
		Random random = new Random(3);
		List<Patch> patches = new ArrayList<>();
		List<LabelMap> states = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			Spot a = new Spot(random.nextInt(50) - 5, random.nextInt(40) - 5);
			Spot b = new Spot(random.nextInt(50) - 5, random.nextInt(40) - 5);
			Mask mask = switch (i % 5) {
			case 0 -> Mask.line(map, a, b, 1 + random.nextInt(9));
			case 1 -> Mask.rectangle(map, a, b);
			case 2 -> Mask.region(map, a);
			case 3 -> Mask.polygon(map, List.of(a, b, new Spot(random.nextInt(40), random.nextInt(30))));
			default -> Mask.everywhere(map, random.nextInt(5));
			};
			Patch patch = map.change(mask, random.nextInt(5));
			if (patch != null) {
				patch.apply(map);
				patches.add(patch);
				states.add(map.copy());
			}
		}
		for (int i = patches.size() - 1; i >= 0; i--) {
			assertEquals(states.get(i), map);
			patches.get(i).revert(map);
		}
		assertEquals(start, map);
		patches.forEach(patch -> patch.apply(map));
		assertEquals(states.get(states.size() - 1), map);
	}

	@Test
	void aRegionIsWhatHangsTogetherBySides() {
		for (int seed = 0; seed < 20; seed++) {
			LabelMap map = random(31, 23, 2, seed);
			Spot start = new Spot(seed, seed);
			Mask mask = Mask.region(map, start);
			boolean[] reached = new boolean[31 * 23];
			Deque<Spot> open = new ArrayDeque<>(List.of(start));
			int count = 0;
			while (!open.isEmpty()) {
				Spot at = open.pop();
				if (map.contains(at.x(), at.y()) && map.label(at.x(), at.y()) == map.label(start.x(), start.y()) && !reached[at.y() * 31 + at.x()]) {
					reached[at.y() * 31 + at.x()] = true;
					count++;
					open.addAll(List.of(new Spot(at.x() - 1, at.y()), new Spot(at.x() + 1, at.y()), new Spot(at.x(), at.y() - 1), new Spot(at.x(), at.y() + 1)));
				}
			}
			assertEquals(count, mask.count());
			for (int i = 0; i < reached.length; i++) {
				assertEquals(reached[i], mask.has(i % 31, i / 31));
			}
		}
	}

	@Test
	void brushesAndFiguresCoverWhatTheySay() {
		LabelMap map = new LabelMap(20, 20, 0);
		assertEquals(1, Mask.line(map, new Spot(5, 5), new Spot(5, 5), 1).count());
		assertEquals(10, Mask.line(map, new Spot(3, 4), new Spot(12, 9), 1).count(), "a pencil's line has one pixel for each step along its longer side");
		assertEquals(6 * 4, Mask.rectangle(map, new Spot(7, 8), new Spot(2, 5)).count());
		Mask disc = Mask.line(map, new Spot(10, 10), new Spot(10, 10), 7);
		for (int y = 0; y < 20; y++) {
			for (int x = 0; x < 20; x++) {
				assertEquals(Math.hypot(x - 10, y - 10) < 3.5, disc.has(x, y));
			}
		}
		Mask triangle = Mask.polygon(map, List.of(new Spot(2, 2), new Spot(12, 2), new Spot(2, 12)));
		assertTrue(triangle.has(3, 3) && triangle.has(2, 12) && triangle.has(7, 7) && !triangle.has(9, 9));
		assertEquals(0, Mask.rectangle(map, new Spot(-9, -9), new Spot(-2, -2)).count());
		assertNull(map.change(Mask.rectangle(map, new Spot(0, 0), new Spot(5, 5)), 0), "what is so already is no change");
	}

	@Test
	void sizesAreBoundedAndResizingTakesTheNearestPixel() {
		assertThrows(IllegalArgumentException.class, () -> new LabelMap(0, 5, 0));
		assertThrows(IllegalArgumentException.class, () -> new LabelMap(100_000, 100_000, 0));
		LabelMap map = random(9, 7, 100, 5);
		LabelMap small = map.resized(4, 3);
		for (int y = 0; y < 3; y++) {
			for (int x = 0; x < 4; x++) {
				assertEquals(map.label(x * 9 / 4, y * 7 / 3), small.label(x, y));
			}
		}
		int[] counts = map.counts();
		assertArrayEquals(new int[] { 63 }, new int[] { Arrays.stream(counts).sum() });
	}

	@Test
	void aLargeMapIsChangedFast() {
		LabelMap map = new LabelMap(8192, 8192, 1);
		long start = System.nanoTime();
		Patch patch = map.change(Mask.region(map, new Spot(4000, 4000)), 2);
		patch.apply(map);
		double seconds = (System.nanoTime() - start) / 1e9;
		assertEquals(2, map.label(8191, 8191));
		assertTrue(patch.size() < 2_000_000, patch.size() + " bytes");
		assertTrue(seconds < 30, seconds + " s");
	}
}
