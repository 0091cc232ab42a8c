package io.spadework.codegen;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles generated source with the JDK's compiler; no annotation processor runs, and nothing but the given class path is looked at. */
public final class Compilation {

	private static final List<String> OPTIONS = List.of("--release", "21", "-encoding", "UTF-8", "-proc:none", "-implicit:none", "-Xlint:-options");
	private static final int MOST_DIAGNOSTICS = 20;

	private Compilation() {
	}

	/** Compiles a generated project straight from memory. */
	public static void compile(GeneratedProject project, List<Path> classPath, Path classesFolder) throws CompilationException, IOException {
		compile(classPath, classesFolder, files -> {
			List<JavaFileObject> sources = new ArrayList<>();
			project.sources().forEach((path, text) -> {
				if (path.endsWith(".java")) {
					sources.add(new Source(path, text));
				}
			});
			return sources;
		});
	}

	/** Compiles every Java file in and below a folder. */
	public static void compile(Path sourceFolder, List<Path> classPath, Path classesFolder) throws CompilationException, IOException {
		List<Path> paths;
		try (Stream<Path> all = Files.walk(sourceFolder)) {
			paths = all.filter(path -> path.toString().endsWith(".java")).sorted().toList();
		}
		if (paths.isEmpty()) {
			throw new CompilationException(sourceFolder + " holds no Java source", List.of());
		}
		compile(classPath, classesFolder, files -> files.getJavaFileObjectsFromPaths(paths));
	}

	private interface Sources {
		Iterable<? extends JavaFileObject> from(StandardJavaFileManager files);
	}

	private static void compile(List<Path> classPath, Path classesFolder, Sources sources) throws CompilationException, IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		if (compiler == null) {
			throw new CompilationException("The Java that runs Spadework, " + System.getProperty("java.home")
					+ ", has no compiler: it is a JRE. Start Spadework with a JDK from 21 on (JAVA_HOME, or -vm for the workbench).", List.of());
		}
		for (Path entry : classPath) {
			if (!Files.exists(entry)) {
				throw new CompilationException("The class path names " + entry + ", which does not exist", List.of());
			}
		}
		Files.createDirectories(classesFolder);
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		boolean compiled;
		try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
			files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
			// without a source path javac would look for sources on the class path
			files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
			files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classesFolder));
			compiled = compiler.getTask(new StringWriter(), files, diagnostics, OPTIONS, null, sources.from(files)).call();
		}
		if (!compiled) {
			List<String> lines = diagnostics.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).limit(MOST_DIAGNOSTICS).map(Compilation::line).toList();
			throw new CompilationException("The generated source does not compile:", lines);
		}
	}

	private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
		String where = diagnostic.getSource() == null ? "" : diagnostic.getSource().getName() + ":" + diagnostic.getLineNumber() + ": ";
		return where + diagnostic.getMessage(Locale.ENGLISH).lines().map(String::strip).reduce((a, b) -> a + "; " + b).orElse("");
	}

	/** Source text that need not lie in a file. */
	private static final class Source extends SimpleJavaFileObject {

		private final String path;
		private final String text;

		Source(String path, String text) {
			super(URI.create("memory:///" + path), Kind.SOURCE);
			this.path = path;
			this.text = text;
		}

		@Override
		public String getName() {
			return path;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return text;
		}
	}
}
