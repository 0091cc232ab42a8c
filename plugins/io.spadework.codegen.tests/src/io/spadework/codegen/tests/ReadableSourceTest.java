package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.codegen.GenerationException;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.SpadeBlock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engineer who owns the generated source gets to read. */
class ReadableSourceTest {

	private static final String FOLDER = "landscapes/spade/";

	@ParameterizedTest
	@ValueSource(strings = { "Main.java", "SpadeGenerator.java", "PatchDiscriminator.java" })
	void theLandscapesStudyReadsAsAgreed(String file) throws GenerationException, IOException {
		String text = CodeGenerator.generate(Sketch.landscapes().experiment, null).files().get(FOLDER + file);
		try (InputStream agreed = ReadableSourceTest.class.getResourceAsStream("golden/" + file + ".txt")) {
			assertEquals(new String(agreed.readAllBytes(), StandardCharsets.UTF_8), text);
		}
	}

	@Test
	void aProjectHasAClassForEachNetworkAMainClassAndANote() throws GenerationException {
		GeneratedProject project = CodeGenerator.generate(Sketch.landscapes().experiment, Path.of("my study.spade"));
		assertEquals(Set.of(FOLDER + "Main.java", FOLDER + "SpadeGenerator.java", FOLDER + "PatchDiscriminator.java", "README.md"), project.files().keySet());
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

	@Test
	void blocksThatDifferInASettingGetItAsAParameter() throws GenerationException {
		Sketch sketch = Sketch.landscapes();
		((SpadeBlock) sketch.generator().getNodes().get(2)).setInnerNorm(NormKind.INSTANCE);
		String source = CodeGenerator.generate(sketch.experiment, null).files().get(FOLDER + "SpadeGenerator.java");
		assertTrue(source.contains("spadeBlock(graph, \"head\", \"seed\", \"label map\", 16 * ngf, 16 * ngf, Norm.INSTANCE, 2, 2);"), source);
		assertTrue(source.contains("new Modulate(innerNorm, 1e-5)"), source);
		assertFalse(source.contains("hiddenFilters"), source);
	}
}
