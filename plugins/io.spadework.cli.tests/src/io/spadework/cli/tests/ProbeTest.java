package io.spadework.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The argument of SPADE's paper, measured: instance norm washes a uniform label map away, SPADE does not. */
@EnabledIfSystemProperty(named = "spadework.engine", matches = ".+")
class ProbeTest {

	@TempDir
	Path folder;

	@Test
	void instanceNormWashesUniformMapsAwayAndSpadeAndNoNormDoNot() throws IOException {
		Path instance = study("pix2pixhd");
		Path spade = study("pix2pixhd-spade");
		Path none = folder.resolve("none.spade");
		String text = Files.readString(instance);
		// instance norm is what a norm without a kind has
		Files.writeString(none, text.replace("xsi:type=\"study:Normalisation\"", "xsi:type=\"study:Normalisation\" kind=\"none\""));
		Path page = folder.resolve("page.html");
		Program program = Program.spadework("probe", instance.toString(), none.toString(), spade.toString(), "--html", page.toString(), "--json");
		assertEquals(0, program.code(), program.all());
		JsonArray probes = JsonParser.parseString(program.out()).getAsJsonArray();
		assertTrue(difference(probes, 0) <= 1e-3, "instance norm: " + difference(probes, 0));
		assertTrue(difference(probes, 1) > 0.01, "no norm: " + difference(probes, 1));
		assertTrue(difference(probes, 2) > 0.01, "SPADE: " + difference(probes, 2));

		List<JsonObject> layers = layers(probes, 0);
		JsonObject before = layers.stream().filter(layer -> layer.get("name").getAsString().equals("first")).findFirst().orElseThrow();
		JsonObject behind = layers.stream().filter(layer -> layer.get("name").getAsString().equals("first norm")).findFirst().orElseThrow();
		assertTrue(before.get("difference").getAsDouble() > 0.1);
		assertEquals(1, before.get("probeAccuracy").getAsDouble(), "one of 10 classes each tells the class");
		assertEquals(0, behind.get("difference").getAsDouble(), 1e-6);
		assertEquals(0.1, behind.get("probeAccuracy").getAsDouble(), 1e-9);
		String html = Files.readString(page);
		assertTrue(html.contains("<polyline") && html.contains("first norm"), html.substring(0, 200));
	}

	@Test
	void aTrainedSpadeGivesUniformMapsTheColoursOfTheirClasses() {
		Program program = Program.spadework("probe", "painted-landscapes", "--json");
		assertEquals(0, program.code(), program.all());
		double colours = JsonParser.parseString(program.out()).getAsJsonObject().getAsJsonObject("output").get("colourAccuracy").getAsDouble();
		assertTrue(colours >= 0.8, "pixels with the colour of their class: " + colours);
		assertEquals(1, Program.spadework("probe", folder.resolve("nothing").toString()).code());
	}

	private static double difference(JsonArray probes, int which) {
		return probes.get(which).getAsJsonObject().getAsJsonObject("output").get("largestDifference").getAsDouble();
	}

	private static List<JsonObject> layers(JsonArray probes, int which) {
		List<JsonObject> layers = new ArrayList<>();
		probes.get(which).getAsJsonObject().getAsJsonArray("layers").forEach(layer -> layers.add(layer.getAsJsonObject()));
		return layers;
	}

	private Path study(String template) throws IOException {
		Path file = folder.resolve(template + ".spade");
		Program made = Program.spadework("new", "--template", template, "--data", "landscapes", "--set", "crop=64", "--set", "ngf=4", "--set", "ndf=4", "--set", "edges=false", "--out",
				file.toString());
		assertEquals(0, made.code(), made.all());
		// at any weights; with the published ones, of deviation 0.02, a network of so few filters without norms fades to nothing
		String text = Files.readString(file);
		assertTrue(text.contains("initialisation=\"normal\""), text);
		Files.writeString(file, text.replace("initialisation=\"normal\"", "initialisation=\"normal\" gain=\"0.2\""));
		return file;
	}
}
