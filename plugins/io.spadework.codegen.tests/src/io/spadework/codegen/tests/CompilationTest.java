package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.Compilation;
import io.spadework.codegen.CompilationException;
import io.spadework.codegen.GeneratedProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compiling generated source does, and how it says that it could not. */
class CompilationTest {

	@TempDir
	Path folder;

	@Test
	void aFaultIsOneLineWithFileLineAndReason() {
		GeneratedProject project = project("a/Broken.java", "package a;\nclass Broken {\n\tMissing missing;\n}\n");
		CompilationException refusal = assertThrows(CompilationException.class, () -> Compilation.compile(project, List.of(), folder));
		assertEquals(List.of("a/Broken.java:3: cannot find symbol; symbol:   class Missing; location: class a.Broken"), refusal.diagnostics());
	}

	@Test
	void aMissingJarIsNamed() {
		Path jar = folder.resolve("engine.jar");
		CompilationException refusal = assertThrows(CompilationException.class, () -> Compilation.compile(project("A.java", "class A {}"), List.of(jar), folder));
		assertTrue(refusal.getMessage().contains(jar.toString()), refusal.getMessage());
	}

	@Test
	void sourceInAFolderCompilesToo() throws Exception {
		Path sources = Files.createDirectories(folder.resolve("src/a"));
		Files.writeString(sources.resolve("A.java"), "package a; class A { String s = \"gr\u00f6\u00dfe\"; }");
		Compilation.compile(folder.resolve("src"), List.of(), folder.resolve("classes"));
		assertTrue(Files.exists(folder.resolve("classes/a/A.class")));
	}

	@Test
	void aFolderWithoutSourceIsRefused() {
		assertThrows(CompilationException.class, () -> Compilation.compile(folder, List.of(), folder.resolve("classes")));
	}

	@Test
	void noAnnotationProcessorOfTheClassPathRuns() throws Exception {
		Path processor = folder.resolve("processor");
		Compilation.compile(project("Evil.java", """
				import java.util.Set;
				import javax.annotation.processing.*;
				import javax.lang.model.element.TypeElement;
				@SupportedAnnotationTypes("*")
				public class Evil extends AbstractProcessor {
					static { System.setProperty("spadework.processor", "ran"); }
					public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) { return false; }
				}
				"""), List.of(), processor);
		Path services = Files.createDirectories(processor.resolve("META-INF/services"));
		Files.writeString(services.resolve("javax.annotation.processing.Processor"), "Evil");
		Compilation.compile(project("A.java", "@Deprecated class A {}"), List.of(processor), folder.resolve("classes"));
		assertFalse(System.getProperties().containsKey("spadework.processor"));
	}

	@Test
	void sourceLyingOnTheClassPathIsNotCompiledAlong() throws Exception {
		Path jars = Files.createDirectories(folder.resolve("jars"));
		Files.writeString(jars.resolve("Stray.java"), "public class Stray {}");
		assertThrows(CompilationException.class, () -> Compilation.compile(project("A.java", "class A { Stray stray; }"), List.of(jars), folder.resolve("classes")));
	}

	private static GeneratedProject project(String path, String text) {
		return new GeneratedProject("a", "a.Main", Map.of(path, text), Map.of());
	}
}
