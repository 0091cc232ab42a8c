package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.codegen.GenerationException;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engineer who owns the generated source gets to read. */
class ReadableSourceTest {

	private static final String FOLDER = "landscapes/spade/";
	/** A folder that the golden files are written to anew, to be read and taken over. */
	private static final String REWRITE = System.getProperty("spadework.golden");

	@ParameterizedTest
	@ValueSource(strings = { "Main.java", "SpadeExperiment.java", "SpadeGenerator.java", "PatchDiscriminator.java" })
	void theLandscapesStudyReadsAsAgreed(String file) throws GenerationException, IOException {
		assertReads("spade", file, CodeGenerator.generate(Sketch.landscapes().experiment, null).sources().get(FOLDER + file));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Pix2pixHDExperiment.java", "GlobalGenerator.java", "LocalEnhancer.java" })
	void aStudyWithRepetitionStagesAndPhasesReadsAsAgreed(String file) throws GenerationException, IOException {
		Study study = Templates.named("pix2pixhd-enhancer").create(Map.of("crop", "64", "ngf", "16", "ndf", "16"), new DataChoice.BuiltInLandscapes());
		assertReads("pix2pixhd", file, CodeGenerator.generate(study.getExperiments().get(0), null).sources().get("landscapes/pix2pixhd/" + file));
	}

	private static void assertReads(String study, String file, String text) throws IOException {
		String name = "golden/" + study + "/" + file + ".txt";
		if (REWRITE != null) {
			Path golden = Path.of(REWRITE).resolve(name);
			Files.createDirectories(golden.getParent());
			Files.writeString(golden, text);
		}
		try (InputStream agreed = ReadableSourceTest.class.getResourceAsStream(name)) {
			assertEquals(new String(agreed.readAllBytes(), StandardCharsets.UTF_8), text);
		}
	}

	@Test
	void aProjectHasAClassForEachNetworkAnExperimentAStarterAndWhatBuildsIt() throws GenerationException {
		GeneratedProject project = CodeGenerator.generate(Sketch.landscapes().experiment, Path.of("my study.spade"));
		assertEquals(Set.of(FOLDER + "SpadeExperiment.java", FOLDER + "SpadeGenerator.java", FOLDER + "PatchDiscriminator.java", "README.md", "build.xml"), project.files().keySet());
		assertEquals(Set.of(FOLDER + "Main.java"), project.starters().keySet());
		assertEquals("landscapes.spade.Main", project.mainClass());
		assertTrue(project.files().get("README.md").contains("my study.spade"));
	}

	@Test
	void equalStudiesGiveEqualSource() throws GenerationException {
		assertEquals(CodeGenerator.generate(Sketch.landscapes().experiment, null), CodeGenerator.generate(Sketch.landscapes().experiment, null));
	}

	@Test
	void anOverriddenParameterSaysWhatTheStudyHas() throws GenerationException {
		Sketch sketch = Sketch.landscapes();
		ParameterOverride override = Sketch.NEW.createParameterOverride();
		override.setId("wider");
		override.setParameter(sketch.study.getParameters().stream().filter(p -> p.getName().equals("ngf")).findFirst().orElseThrow());
		override.setValue("2*16");
		sketch.experiment.getOverrides().add(override);
		String source = CodeGenerator.generate(sketch.experiment, null).files().get(FOLDER + "SpadeGenerator.java");
		assertTrue(source.contains("protected final int ngf = 2 * 16;"), source);
		assertTrue(source.contains("(the study has 16)"), source);
	}
}
