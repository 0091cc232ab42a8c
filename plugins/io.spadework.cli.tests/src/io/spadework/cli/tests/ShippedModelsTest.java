package io.spadework.cli.tests;

import static io.spadework.cli.tests.Program.spadework;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.examples.ShippedModel;
import io.spadework.model.Studies;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The models that come with Spadework are small, say where they come from, and paint. */
class ShippedModelsTest {

	private static final long MEGABYTE = 1000 * 1000;
	private static final Path LANDSCAPES = Path.of("data/landscapes");

	@TempDir
	Path folder;

	@Test
	void areSmallAndSayWhereTheyComeFrom() throws Exception {
		long all = 0;
		for (ShippedModel model : ShippedModel.all()) {
			long size = Files.size(model.copyTo(folder));
			assertTrue(size <= 4 * MEGABYTE, model.name() + " has " + size + " bytes");
			all += size;
			Map<String, byte[]> files = files(model);
			assertEquals(Set.of("model.json", "study.spade", "weights.npz"), files.keySet());
			JsonObject provenance = JsonParser.parseString(new String(files.get("model.json"), StandardCharsets.UTF_8)).getAsJsonObject();
			assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(files.get("study.spade"))), provenance.get("studyHash").getAsString());
			assertTrue(provenance.get("steps").getAsInt() > 0 && provenance.has("seed") && provenance.has("date") && provenance.has("versions"), provenance.toString());
			assertTrue(provenance.getAsJsonArray("metrics").get(0).getAsJsonObject().getAsJsonObject("protocol").has("dataset"), provenance.toString());
			Path anew = folder.resolve(model.name() + ".spade");
			assertEquals(0, spadework("new", "--example", model.name(), "--out", anew.toString()).code());
			assertArrayEquals(Files.readAllBytes(anew), files.get("study.spade"), "the command makes the study that it was trained by");
			assertEquals(1, Studies.load(anew).getExperiments().size());
		}
		assertTrue(all <= 12 * MEGABYTE, all + " bytes");
	}

	@Test
	@EnabledIfSystemProperty(named = "spadework.engine", matches = ".+")
	void aStyleImageGivesTheLandscapeItsBrightness() throws Exception {
		double[] brightness = new double[2];
		String[] styles = { "dusk.png", "noon.png" };
		for (int i = 0; i < 2; i++) {
			Path out = folder.resolve(styles[i]);
			Program made = spadework("synthesize", "painted-landscapes", "--maps", LANDSCAPES.resolve("coast.png").toString(), LANDSCAPES.resolve("meadow.png").toString(), "--style",
					LANDSCAPES.resolve(styles[i]).toString(), "--out", out.toString());
			assertEquals(0, made.code(), made.all());
			brightness[i] = brightness(out.resolve("coast.png")) + brightness(out.resolve("meadow.png"));
		}
		assertTrue(brightness[1] > 1.3 * brightness[0], "at noon " + brightness[1] + ", at dusk " + brightness[0]);
	}

	private static Map<String, byte[]> files(ShippedModel model) throws IOException {
		Map<String, byte[]> files = new HashMap<>();
		try (InputStream in = model.open(); ZipInputStream zip = new ZipInputStream(in)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				files.put(entry.getName(), zip.readAllBytes());
			}
		}
		return files;
	}

	private static double brightness(Path file) throws IOException {
		BufferedImage image = ImageIO.read(file.toFile());
		double sum = 0;
		for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
			int colour = image.getRGB(i % image.getWidth(), i / image.getWidth());
			sum += (colour >> 16 & 255) + (colour >> 8 & 255) + (colour & 255);
		}
		return sum / (3.0 * image.getWidth() * image.getHeight());
	}
}
