package io.spadework.cli.tests;

import static io.spadework.cli.tests.Program.spadework;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Weights on their way from a checkpoint to PyTorch's format and back, with the real engine. */
@EnabledIfSystemProperty(named = "spadework.engine", matches = ".+")
class ImportWeightsTest {

	@TempDir
	Path folder;

	@Test
	void aNetworkTakesTheWeightsOfACheckpointAndOfAFile() throws Exception {
		String study = folder.resolve("tiny.spade").toString();
		assertEquals(0, spadework("new", "--template", "spade", "--data", "landscapes", "--set", "crop=64", "--set", "ngf=2", "--set", "ndf=2", "--out", study).code());
		Path run = folder.resolve("run");
		Program trained = spadework("train", study, "--out", run.toString(), "--set", "hidden=4", "--steps", "1", "--json");
		assertEquals(0, trained.code(), trained.all());
		String checkpoint = run.resolve("checkpoints/latest.npz").toString();

		Path torch = folder.resolve("generator.pth");
		Program exported = spadework("import-weights", checkpoint, "--study", study, "--set", "hidden=4", "--out", torch.toString());
		assertEquals(0, exported.code(), exported.all());
		assertTrue(exported.out().startsWith(torch + ": "), exported.out());
		Path numpy = folder.resolve("generator.npz");
		Program imported = spadework("import-weights", torch.toString(), "--study", study, "--set", "hidden=4", "--out", numpy.toString());
		assertEquals(0, imported.code(), imported.all());
		assertTrue(Files.size(numpy) > 0);

		Path model = folder.resolve("imported.zip");
		Program whole = spadework("import-weights", torch.toString(), "--study", study, "--set", "hidden=4", "--out", model.toString());
		assertEquals(0, whole.code(), whole.all());
		Path maps = folder.resolve("samples");
		assertEquals(0, spadework("samples", study, "--count", "2", "--out", maps.toString()).code());
		for (String of : new String[] { model.toString(), run.toString() }) {
			Program painted = spadework("synthesize", of, "--maps", maps.resolve("maps").toString(), "--out", folder.resolve(of.endsWith("zip") ? "one" : "other").toString());
			assertEquals(0, painted.code(), painted.all());
		}
		for (String image : new String[] { "0000.png", "0001.png" }) {
			assertArrayEquals(Files.readAllBytes(folder.resolve("other").resolve(image)), Files.readAllBytes(folder.resolve("one").resolve(image)), "the run's images");
		}
		assertEquals(1, spadework("import-weights", torch.toString(), "--study", study, "--set", "hidden=5", "--out", model.toString()).code(), "another study's");
		assertEquals(2, spadework("import-weights", checkpoint, "--study", study, "--network", "discriminator", "--out", model.toString()).code(), "no part of a model");

		Program shown = spadework("import-weights", checkpoint, "--study", study, "--set", "hidden=4", "--network", "discriminator", "--show");
		assertEquals(0, shown.code(), shown.all());
		JsonObject map = JsonParser.parseString(shown.out()).getAsJsonObject();
		for (JsonElement tensor : map.getAsJsonArray("tensors")) {
			assertEquals(tensor.getAsJsonObject().get("target"), tensor.getAsJsonObject().get("source"));
		}
		assertEquals(0, map.getAsJsonArray("ignored").size(), shown.out());

		Path wrong = folder.resolve("wrong.npz");
		Program wider = spadework("import-weights", torch.toString(), "--study", study, "--set", "hidden=8", "--out", wrong.toString());
		assertEquals(1, wider.code(), wider.all());
		assertTrue(wider.err().contains("has the shape") && !wider.err().contains("\tat "), wider.err());
		assertFalse(Files.exists(wrong));
	}

	@Test
	void theWayOfAskingIsExplained() {
		assertEquals(2, spadework("import-weights", "a.pth", "--out", "b.npz").code());
		assertEquals(2, spadework("import-weights", "a.pth", "--study", "s.spade", "--show", "--out", "b.npz").code());
	}
}
