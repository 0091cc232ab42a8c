package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.codegen.GenerationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How generated source gets into a folder. */
class GeneratedProjectTest {

	private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

	@TempDir
	Path folder;

	@Test
	void unchangedFilesKeepTheirBytesAndTimeStamps() throws Exception {
		Sketch sketch = Sketch.landscapes();
		CodeGenerator.generate(sketch.experiment, null).write(folder);
		Path generator = folder.resolve("landscapes/spade/SpadeGenerator.java");
		Path main = folder.resolve("landscapes/spade/SpadeExperiment.java");
		for (Path path : files()) {
			Files.setLastModifiedTime(path, LONG_AGO);
		}
		sketch.experiment.getPlan().setBatch("8");
		CodeGenerator.generate(sketch.experiment, null).write(folder);
		assertEquals(LONG_AGO, Files.getLastModifiedTime(generator));
		assertTrue(Files.getLastModifiedTime(main).compareTo(LONG_AGO) > 0);
		assertTrue(Files.readString(main).contains(".batch(8)"));
	}

	@Test
	void aFileThatWasChangedByHandIsNotReplacedNorIsAnythingElse() throws Exception {
		Sketch sketch = Sketch.landscapes();
		CodeGenerator.generate(sketch.experiment, null).write(folder);
		Path generator = folder.resolve("landscapes/spade/SpadeGenerator.java");
		Files.writeString(generator, Files.readString(generator) + "// mine\n");
		List<String> before = contents();
		sketch.experiment.getPlan().setBatch("8");
		sketch.study.getParameters().stream().filter(p -> p.getName().equals("ngf")).forEach(p -> p.setValue("32"));
		GenerationException refusal = assertThrows(GenerationException.class, () -> CodeGenerator.generate(sketch.experiment, null).write(folder));
		assertTrue(refusal.getMessage().contains("SpadeGenerator.java"), refusal.getMessage());
		assertEquals(before, contents());
	}

	@Test
	void someoneElsesFileIsNeitherReplacedNorRemoved() throws Exception {
		Files.writeString(folder.resolve("README.md"), "mine");
		Files.writeString(folder.resolve("notes.txt"), "mine too");
		List<String> before = contents();
		assertThrows(GenerationException.class, () -> CodeGenerator.generate(Sketch.landscapes().experiment, null).write(folder));
		assertEquals(before, contents());
	}

	@Test
	void whatNoLongerBelongsIsRemovedUnlessItWasChanged() throws Exception {
		Sketch sketch = Sketch.landscapes();
		CodeGenerator.generate(sketch.experiment, null).write(folder);
		Path changed = folder.resolve("landscapes/spade/PatchDiscriminator.java");
		Files.writeString(changed, "// mine\n");
		sketch.experiment.setName("Wider");
		CodeGenerator.generate(sketch.experiment, null).write(folder);
		assertTrue(Files.exists(folder.resolve("landscapes/wider/SpadeGenerator.java")));
		assertFalse(Files.exists(folder.resolve("landscapes/spade/SpadeGenerator.java")));
		assertEquals("// mine\n", Files.readString(changed));
	}

	@Test
	void aStarterIsWrittenOnceAndIsThenTheReaders() throws Exception {
		Sketch sketch = Sketch.landscapes();
		CodeGenerator.generate(sketch.experiment, null).write(folder);
		Path main = folder.resolve("landscapes/spade/Main.java");
		assertTrue(Files.readString(main).contains("extends SpadeExperiment"));
		assertFalse(Files.readString(folder.resolve(GeneratedProject.LEDGER)).contains("Main.java"));
		Files.writeString(main, "// mine\n");
		sketch.experiment.getPlan().setBatch("8");
		CodeGenerator.generate(sketch.experiment, null).write(folder);
		assertEquals("// mine\n", Files.readString(main));
		Files.delete(main);
		CodeGenerator.generate(sketch.experiment, null).write(folder);
		assertTrue(Files.exists(main));
	}

	@Test
	void aStarterTakesThePlaceOfAFileThatWasGeneratedBefore() throws Exception {
		new GeneratedProject("p", "p.Main", Map.of("p/Main.java", "generated"), Map.of()).write(folder);
		new GeneratedProject("p", "p.Main", Map.of(), Map.of("p/Main.java", "starter")).write(folder);
		assertEquals("starter", Files.readString(folder.resolve("p/Main.java")));
	}

	@Test
	void neitherIsAStarterWrittenOutsideOfTheFolder() throws Exception {
		Path inner = Files.createDirectory(folder.resolve("inner"));
		assertThrows(GenerationException.class, () -> new GeneratedProject("p", "p.Main", Map.of(), Map.of("../escaped.java", "text")).write(inner));
		assertFalse(Files.exists(folder.resolve("escaped.java")));
	}

	@Test
	void nothingIsWrittenOutsideOfTheFolder() throws Exception {
		Path inner = Files.createDirectory(folder.resolve("inner"));
		for (String path : List.of("../escaped.java", "a/../../escaped.java", "/escaped.java", ".", "")) {
			GeneratedProject project = new GeneratedProject("p", "p.Main", Map.of(path, "text"), Map.of());
			assertThrows(GenerationException.class, () -> project.write(inner), path);
		}
		assertFalse(Files.exists(folder.resolve("escaped.java")));
	}

	@Test
	void aLinkDoesNotLeadOut() throws Exception {
		Path inner = Files.createDirectory(folder.resolve("inner"));
		Path outside = Files.createDirectory(folder.resolve("outside"));
		Files.createSymbolicLink(inner.resolve("landscapes"), outside);
		assertThrows(GenerationException.class, () -> CodeGenerator.generate(Sketch.landscapes().experiment, null).write(inner));
		try (Stream<Path> entries = Files.list(outside)) {
			assertEquals(0, entries.count());
		}
	}

	@Test
	void aLedgerThatNamesPlacesOutsideRemovesNothingThere() throws Exception {
		Path inner = Files.createDirectory(folder.resolve("inner"));
		Path outside = Files.writeString(folder.resolve("precious.txt"), "");
		// the hash of an empty file
		Files.writeString(inner.resolve(GeneratedProject.LEDGER), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ../precious.txt\n");
		assertThrows(GenerationException.class, () -> CodeGenerator.generate(Sketch.landscapes().experiment, null).write(inner));
		assertTrue(Files.exists(outside));
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			return all.filter(Files::isRegularFile).sorted().toList();
		}
	}

	private List<String> contents() throws IOException {
		Map<String, String> contents = new TreeMap<>();
		for (Path path : files()) {
			contents.put(folder.relativize(path).toString(), Files.readString(path));
		}
		return contents.entrySet().stream().map(Object::toString).toList();
	}
}
