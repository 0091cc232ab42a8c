package io.spadework.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BicubicTest {

	private static final int WIDTH = 23;
	private static final int HEIGHT = 17;

	@Test
	void shrinking_and_enlarging_give_the_very_bytes_that_pillow_gives() throws Exception {
		int compared = 0;
		try (BufferedReader fixture = new BufferedReader(new InputStreamReader(BicubicTest.class.getResourceAsStream("pillow-bicubic.txt"), StandardCharsets.UTF_8))) {
			for (String line = fixture.readLine(); line != null; line = fixture.readLine()) {
				if (line.startsWith("#")) {
					continue;
				}
				String[] parts = line.split(" ");
				int width = Integer.parseInt(parts[0]);
				int height = Integer.parseInt(parts[1]);
				byte[] expected = HexFormat.of().parseHex(parts[2]);
				assertArrayEquals(expected, Bicubic.resize(picture(), HEIGHT, WIDTH, height, width, 0, 0, height, width), width + " x " + height);
				compared++;
			}
		}
		assertEquals(6, compared);
	}

	@Test
	void a_window_is_cut_from_the_whole() {
		byte[] whole = Bicubic.resize(picture(), HEIGHT, WIDTH, 30, 41, 0, 0, 30, 41);
		byte[] window = Bicubic.resize(picture(), HEIGHT, WIDTH, 30, 41, 7, 11, 5, 13);
		for (int plane = 0; plane < 3; plane++) {
			for (int y = 0; y < 5; y++) {
				int from = (plane * 30 + 7 + y) * 41 + 11;
				assertArrayEquals(Arrays.copyOfRange(whole, from, from + 13), Arrays.copyOfRange(window, (plane * 5 + y) * 13, (plane * 5 + y + 1) * 13));
			}
		}
	}

	private static byte[] picture() {
		byte[] planes = new byte[3 * HEIGHT * WIDTH];
		for (int c = 0; c < 3; c++) {
			for (int y = 0; y < HEIGHT; y++) {
				for (int x = 0; x < WIDTH; x++) {
					planes[(c * HEIGHT + y) * WIDTH + x] = (byte) (x * 37 + y * 91 + c * 53 + x * y * 7 + ((x / 5 + y / 4) % 2 == 1 ? 255 : 0));
				}
			}
		}
		return planes;
	}
}
