package io.spadework.engine.networks.kernels;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What ND4J computes on: the processor, or a graphics card by CUDA. The class path says which, before anything of ND4J has been loaded. */
public enum Backend {

	/** The processor. */
	CPU("org.nd4j.linalg.cpu.nativecpu.CpuBackend"),

	/** A graphics card. */
	CUDA("org.nd4j.linalg.jcublas.JCublasBackend");

	private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

	private final String className;

	Backend(String className) {
		this.className = className;
	}

	/** Name in run files and on the command line. */
	public String title() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The one on the class path; throws IllegalArgumentException where there is none, another one or more than one. */
	public static Backend current() {
		return of(Backend.class.getClassLoader());
	}

	/** The one that a class loader finds. */
	static Backend of(ClassLoader loader) {
		List<String> found = providers(loader);
		if (found.size() > 1) {
			throw new IllegalArgumentException("The class path holds " + found.size() + " backends of ND4J, " + String.join(" and ", found) + ": only one of them can compute, so leave the "
					+ "jars of the others away.");
		}
		for (Backend backend : values()) {
			if (found.equals(List.of(backend.className))) {
				return backend;
			}
		}
		throw new IllegalArgumentException("The class path holds " + (found.isEmpty() ? "no backend of ND4J" : found.getFirst() + " for a backend of ND4J") + ": nd4j-native or nd4j-cuda is needed.");
	}

	private static List<String> providers(ClassLoader loader) {
		List<String> providers = new ArrayList<>();
		try {
			for (URL file : Collections.list(loader.getResources(SERVICE))) {
				try (InputStream text = file.openStream()) {
					new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.replaceAll("#.*", "").strip()).filter(line -> !line.isEmpty()).forEach(providers::add);
				}
			}
		} catch (IOException e) {
			throw new IllegalArgumentException("The jars on the class path can't be read: " + e.getMessage(), e);
		}
		return providers.stream().distinct().sorted().collect(Collectors.toList());
	}

	/** Throws IllegalArgumentException, in one sentence for the person who trains, where nothing can be computed with the one on the class path. */
	public static void requireUsable() {
		if (current() == CUDA) {
			CudaCards.requireUsable(CudaCards.find());
		}
	}
}
