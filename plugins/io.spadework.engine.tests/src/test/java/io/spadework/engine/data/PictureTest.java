package io.spadework.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

	private static final int WIDTH = 13;
	private static final int HEIGHT = 11;

	@TempDir
	Path folder;
	private Path png;
	private Path jpg;

	@BeforeEach
	void name_files() {
		png = folder.resolve("a.png");
		jpg = folder.resolve("a.jpg");
	}

	@ParameterizedTest
	@CsvSource({ "1,false", "2,false", "4,false", "8,false", "1,true", "2,true", "4,true", "8,true" })
	void a_palettes_indices_are_what_a_map_holds_interlaced_or_not(int bits, boolean interlaced) throws Exception {
		int[] indices = numbers(i -> i * 7 % (1 << bits));
		TestPictures.write(png, "png", TestPictures.image(TestPictures.palette(bits, WIDTH, HEIGHT), i -> indices[i]), interlaced);
		assertArrayEquals(indices, Picture.readMap(png).samples());
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void sixteen_bit_numbers_keep_all_their_bits(boolean interlaced) throws Exception {
		int[] numbers = numbers(i -> i * 457 % 65536);
		TestPictures.write(png, "png", TestPictures.image(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY), i -> numbers[i]), interlaced);
		assertArrayEquals(numbers, Picture.readMap(png).samples());
	}

	@Test
	void a_transparent_value_does_not_stretch_the_others() throws Exception {
		Files.write(png, TestPictures.png(8, 1, 4, 0, new byte[] { 0, 3 }, new byte[] { 0, 0x01, 0x23, 0x45, 0x67 }));
		assertArrayEquals(IntStream.range(0, 8).toArray(), Picture.readMap(png).samples());
	}

	@Test
	void a_map_with_alpha_is_read_without_it() throws Exception {
		Files.write(png, TestPictures.png(3, 1, 8, 4, null, new byte[] { 0, 5, 0, (byte) 200, 127, 7, (byte) 255 }));
		assertArrayEquals(new int[] { 5, 200, 7 }, Picture.readMap(png).samples());
	}

	@Test
	void an_image_with_alpha_keeps_its_stored_colours() throws Exception {
		Files.write(png, TestPictures.png(2, 1, 8, 6, null, new byte[] { 0, 1, 2, 3, 0, 4, 5, 6, 127 }));
		assertArrayEquals(new byte[] { 1, 4, 2, 5, 3, 6 }, Picture.readImage(png).planes());
	}

	@Test
	void a_grey_jpeg_gives_three_equal_planes_of_its_own_values() throws Exception {
		TestPictures.write(jpg, "jpeg", TestPictures.image(new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY), i -> i / 128 * 150 + 40), false);
		byte[] planes = Picture.readImage(jpg).planes();
		for (int i = 0; i < 3 * 256; i++) {
			assertEquals(i % 256 / 128 * 150 + 40, planes[i] & 255, 2, "Java's grey conversion would make another grey of it");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void images_of_sixteen_bits_and_interlaced_ones_are_read(boolean interlaced) throws Exception {
		TestPictures.write(png, "png", TestPictures.image(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY), i -> i * 256 + 99), interlaced);
		byte[] planes = Picture.readImage(png).planes();
		for (int i = 0; i < 3 * WIDTH * HEIGHT; i++) {
			assertEquals((byte) (i % (WIDTH * HEIGHT)), planes[i]);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "cmyk", "ycck" })
	void a_jpeg_of_four_inks_has_the_colours_that_pillow_gives_it(String name) throws Exception {
		Path picture = Path.of(PictureTest.class.getResource("/fixtures/pictures/" + name + ".jpg").toURI());
		byte[] expected = Files.readAllBytes(picture.resolveSibling(name + ".rgb"));
		Picture read = Picture.readImage(picture);
		int pixels = read.height() * read.width();
		assertEquals(expected.length, 3 * pixels);
		for (int i = 0; i < pixels; i++) {
			for (int plane = 0; plane < 3; plane++) {
				assertEquals(expected[3 * i + plane] & 255, read.planes()[plane * pixels + i] & 255, 4, "decoders of JPEG round differently: pixel " + i + ", plane " + plane);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 2 })
	void a_jpeg_of_four_inks_is_no_map(int transform) throws Exception {
		TestPictures.cmyk(jpg, transform);
		refused(() -> Picture.readMap(jpg), "a.jpg is a colour picture");
	}

	@Test
	void an_empty_file_is_called_empty() throws Exception {
		Files.createFile(png);
		refused(() -> Picture.readMap(png), "a.png is empty (0 bytes)");
	}

	@ParameterizedTest
	@CsvSource({ "0.3,png,false", "0.9,png,false", "0.9,png,true", "0.5,jpeg,false", "0.95,jpeg,false", "0.5,jpeg,true", "0.95,jpeg,true" })
	void a_picture_that_was_cut_short_is_not_filled_up(double share, String format, boolean interlaced) throws Exception {
		Random random = new Random(1);
		TestPictures.write(png, format, TestPictures.image(new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR), i -> random.nextInt(256)), interlaced);
		byte[] whole = Files.readAllBytes(png);
		Files.write(png, Arrays.copyOf(whole, (int) (share * whole.length)));
		refused(() -> Picture.readImage(png), "a.png is cut short");
		Files.write(png, Arrays.copyOf(whole, whole.length + 50));
		assertEquals(64, Picture.readImage(png).width(), "what follows a picture does no harm");
	}

	@Test
	void a_header_that_claims_a_huge_size_is_refused_before_memory_is_taken() throws Exception {
		Files.write(png, TestPictures.png(100_000, 100_000, 8, 0, null, null));
		refused(() -> Picture.readMap(png), "a.png claims to be 100000 x 100000 pixels", "100 million");
	}

	@Test
	void a_link_to_itself_and_a_folder_are_no_pictures() throws Exception {
		Files.createSymbolicLink(png, png);
		refused(() -> Picture.readMap(png), "a.png is a link that leads nowhere or to itself");
		Files.createDirectory(jpg);
		refused(() -> Picture.readImage(jpg), "a.jpg is no file");
	}

	@Test
	void other_files_are_refused_whatever_they_are_called() throws Exception {
		Files.writeString(png, "no picture");
		refused(() -> Picture.readMap(png), "a.png is neither PNG nor JPEG");
	}

	private static void refused(Executable reading, String... words) {
		String message = assertThrows(DataException.class, reading).getMessage();
		for (String word : words) {
			assertTrue(message.contains(word), message);
		}
	}

	private static int[] numbers(IntUnaryOperator number) {
		return IntStream.range(0, WIDTH * HEIGHT).map(number).toArray();
	}
}
