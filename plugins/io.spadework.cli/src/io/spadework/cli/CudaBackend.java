package io.spadework.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** CUDA's backend: the jars of nd4j-cuda with the redistributable libraries of CUDA, in a folder of the user's. */
final class CudaBackend {

	/** Paths in a Maven repository; @ stands for the platform. */
	private static final List<String> ARTIFACTS = List.of("org/nd4j/nd4j-cuda-11.6/1.0.0-M2.1/nd4j-cuda-11.6-1.0.0-M2.1.jar",
			"org/nd4j/nd4j-cuda-11.6/1.0.0-M2.1/nd4j-cuda-11.6-1.0.0-M2.1-@.jar", "org/nd4j/nd4j-cuda-11.6-preset/1.0.0-M2.1/nd4j-cuda-11.6-preset-1.0.0-M2.1.jar",
			"org/nd4j/nd4j-cuda-11.6-preset/1.0.0-M2.1/nd4j-cuda-11.6-preset-1.0.0-M2.1-@.jar", "org/bytedeco/cuda/11.6-8.3-1.5.7/cuda-11.6-8.3-1.5.7.jar",
			"org/bytedeco/cuda/11.6-8.3-1.5.7/cuda-11.6-8.3-1.5.7-@.jar", "org/bytedeco/cuda/11.6-8.3-1.5.7/cuda-11.6-8.3-1.5.7-@-redist.jar");
	private static final List<String> PLATFORMS = List.of("linux-x86_64", "windows-x86_64");

	private CudaBackend() {
	}

	/** Where it lies unless said otherwise. */
	static Path folder() {
		return Path.of(System.getProperty("user.home"), ".spadework", "backends", "cuda");
	}

	/** Paths of its jars in a Maven repository; fails where there is none for a platform. */
	static List<String> artifacts(String platform) throws Failure {
		if (!PLATFORMS.contains(platform)) {
			throw Failure.failed("CUDA's backend exists for " + String.join(" and ", PLATFORMS) + ", not for " + platform);
		}
		return ARTIFACTS.stream().map(path -> path.replace("@", platform)).toList();
	}

	/** Name of a jar. */
	static String name(String path) {
		return path.substring(path.lastIndexOf('/') + 1);
	}

	/** Whether a folder holds all of it. */
	static boolean isWhole(Path folder, String platform) throws Failure {
		return artifacts(platform).stream().allMatch(path -> Files.isRegularFile(folder.resolve(name(path))));
	}

	/** Fails with advice unless a folder holds all of it. */
	static void requireWhole(Path folder, String platform) throws Failure {
		if (!isWhole(folder, platform)) {
			throw Failure.failed("CUDA's backend is not in " + folder + ": spadework backend fetch cuda fetches it (2.4 GB on Linux), --backend-folder names another folder");
		}
	}
}
