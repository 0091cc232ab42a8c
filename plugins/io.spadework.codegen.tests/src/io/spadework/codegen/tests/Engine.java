package io.spadework.codegen.tests;

import io.spadework.codegen.Compilation;
import io.spadework.codegen.CompilationException;
import io.spadework.codegen.GeneratedProject;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The engine that generated source is made for, reached by reflection: it lives in a class loader of its own, one for all tests. */
final class Engine {

	/** Folders with the engine's jars or classes, separated as class paths are. */
	private static final String PROPERTY = "spadework.engine";
	/** Where Linux says what its processor can do. */
	private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

	private Engine() {
	}

	/** Loaded once: a native library cannot be loaded twice. */
	private static final class Loader {

		static final List<Path> PARTS = parts();
		static final URLClassLoader INSTANCE = loader();

		private static URLClassLoader loader() {
			URLClassLoader loader = new URLClassLoader(PARTS.stream().map(Loader::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
			Thread thread = Thread.currentThread();
			ClassLoader before = thread.getContextClassLoader();
			thread.setContextClassLoader(loader);
			try {
				// ND4J looks for its backend for ever where the thread's class loader did at first
				Class.forName("org.nd4j.common.config.ND4JClassLoading", true, loader);
			} catch (ClassNotFoundException e) {
				throw new AssertionError("ND4J is not among the engine's jars", e);
			} finally {
				thread.setContextClassLoader(before);
			}
			return loader;
		}

		private static URL url(Path part) {
			try {
				return part.toUri().toURL();
			} catch (IOException e) {
				throw new AssertionError(e);
			}
		}

		private static List<Path> parts() {
			List<Path> parts = new ArrayList<>();
			try {
				for (String place : System.getProperty(PROPERTY, "").split(File.pathSeparator)) {
					Path path = Path.of(place);
					if (place.isBlank() || !Files.exists(path)) {
						throw new AssertionError("These tests need the engine: -D" + PROPERTY + " must name folders with its jars or classes; \"" + place + "\" is not there.");
					}
					List<Path> jars = List.of();
					if (Files.isDirectory(path)) {
						try (Stream<Path> files = Files.list(path)) {
							jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
						}
					}
					parts.addAll(jars.isEmpty() ? List.of(path) : jars);
				}
				// of the native library's two builds only one may be loaded
				boolean fast = Files.isReadable(PROCESSOR) && Files.readString(PROCESSOR).contains(" avx2 ");
				return parts.stream().filter(part -> !part.toString().matches(fast ? ".*nd4j-native-.*linux-x86_64\\.jar" : ".*nd4j-native-.*avx2\\.jar")).toList();
			} catch (IOException e) {
				throw new AssertionError(e);
			}
		}
	}

	/** What generated source compiles against. */
	static List<Path> classPath() {
		return Loader.PARTS;
	}

	/** A class of the engine, or of DL4J. */
	static Class<?> type(String name) throws ClassNotFoundException {
		return Loader.INSTANCE.loadClass(name);
	}

	/** Compiles generated source and returns a loader of its classes. */
	static URLClassLoader compile(GeneratedProject project, Path folder) throws CompilationException, IOException {
		Path classes = Files.createTempDirectory(folder, "classes");
		Compilation.compile(project, classPath(), classes);
		return new URLClassLoader(new URL[] { classes.toUri().toURL() }, Loader.INSTANCE);
	}

	/** The description of the training that generated source gives. */
	static Object training(ClassLoader loader, GeneratedProject project) throws Exception {
		return call(loader.loadClass(project.mainClass()).getConstructor().newInstance(), "training");
	}

	/** The graph that a class of a network defines. */
	static Object graph(ClassLoader loader, String className) throws Exception {
		return call(loader.loadClass(className).getConstructor().newInstance(), "define");
	}

	/** The vertices of the graph of a class, as "name = what it is <- inputs", then what the graph answers. */
	static List<String> wiring(ClassLoader loader, String className) throws Exception {
		return wiring(call(graph(loader, className), "configuration"));
	}

	/** The vertices of a configuration. */
	static List<String> wiring(Object configuration) throws Exception {
		List<String> lines = new ArrayList<>();
		lines.add("inputs " + list(call(configuration, "getNetworkInputs")));
		Map<?, ?> inputs = (Map<?, ?>) call(configuration, "getVertexInputs");
		for (Map.Entry<?, ?> vertex : ((Map<?, ?>) call(configuration, "getVertices")).entrySet()) {
			lines.add(vertex.getKey() + " = " + what(vertex.getValue()) + " <- " + list(inputs.get(vertex.getKey())));
		}
		lines.add("outputs " + list(call(configuration, "getNetworkOutputs")));
		return lines;
	}

	/** A vertex with its settings, or a layer with its filters. */
	private static String what(Object vertex) throws Exception {
		if (!vertex.getClass().getSimpleName().equals("LayerVertex")) {
			return vertex.toString().replaceAll("MapSize\\[rule=(\\w+), height=0, width=0\\]", "$1");
		}
		Object layer = call(call(vertex, "getLayerConf"), "getLayer");
		return layer.getClass().getSimpleName() + " " + call(layer, "getNOut");
	}

	private static String list(Object names) {
		return String.join(", ", ((List<?>) names).stream().map(Object::toString).toList());
	}

	/** Calls a method without arguments. */
	static Object call(Object on, String method) throws Exception {
		try {
			return on.getClass().getMethod(method).invoke(on);
		} catch (InvocationTargetException e) {
			throw e.getCause() instanceof Exception cause ? cause : e;
		}
	}
}
