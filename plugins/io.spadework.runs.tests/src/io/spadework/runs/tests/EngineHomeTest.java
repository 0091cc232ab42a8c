package io.spadework.runs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineHomeTest {

	@TempDir
	Path root;
	private Path common;
	private Path natives;

	@BeforeEach
	void layOutJars() throws IOException {
		common = Files.createDirectories(root.resolve("common"));
		natives = Files.createDirectories(root.resolve("natives"));
		for (String jar : List.of("io.spadework.engine-1.0.0-SNAPSHOT.jar", "nd4j-native-1.0.0-M2.1.jar", "nd4j-native-api-1.0.0-M2.1.jar",
				"nd4j-native-preset-1.0.0-M2.1.jar", "javacpp-1.5.7.jar", "readme.txt")) {
			Files.writeString(common.resolve(jar), "");
		}
		for (String jar : List.of("nd4j-native-1.0.0-M2.1-linux-x86_64.jar", "nd4j-native-1.0.0-M2.1-linux-x86_64-avx2.jar",
				"nd4j-native-1.0.0-M2.1-linux-x86_64-onednn-avx2.jar", "nd4j-native-1.0.0-M2.1-linux-x86_64-onednn-avx512.jar",
				"nd4j-native-1.0.0-M2.1-macosx-arm64.jar", "nd4j-native-1.0.0-M2.1-windows-x86_64.jar", "javacpp-1.5.7-linux-x86_64.jar",
				"javacpp-1.5.7-windows-x86_64.jar", "javacpp-1.5.7-macosx-arm64.jar")) {
			Files.writeString(natives.resolve(jar), "");
		}
	}

	@ParameterizedTest
	@CsvSource({ "linux-x86_64,true,nd4j-native-1.0.0-M2.1-linux-x86_64-onednn-avx2.jar", "linux-x86_64,false,nd4j-native-1.0.0-M2.1-linux-x86_64.jar",
			"windows-x86_64,true,nd4j-native-1.0.0-M2.1-windows-x86_64.jar", "macosx-arm64,false,nd4j-native-1.0.0-M2.1-macosx-arm64.jar" })
	void exactly_the_backend_that_fits_is_on_the_class_path(String platform, boolean avx2, String backend) throws RunException {
		Set<String> names = names(EngineHome.at(common, natives).on(platform, avx2));
		assertEquals(Set.of("io.spadework.engine-1.0.0-SNAPSHOT.jar", "nd4j-native-1.0.0-M2.1.jar", "nd4j-native-api-1.0.0-M2.1.jar",
				"nd4j-native-preset-1.0.0-M2.1.jar", "javacpp-1.5.7.jar", "javacpp-1.5.7-" + platform + ".jar", backend), names);
	}

	@Test
	void a_cuda_engine_has_no_cpu_backend_on_its_class_path() throws Exception {
		Path cuda = Files.createDirectories(root.resolve("cuda"));
		Set<String> fetched = Set.of("nd4j-cuda-11.6-1.0.0-M2.1.jar", "nd4j-cuda-11.6-1.0.0-M2.1-linux-x86_64.jar", "cuda-11.6-8.3-1.5.7-linux-x86_64-redist.jar");
		for (String jar : fetched) {
			Files.writeString(cuda.resolve(jar), "");
		}
		Set<String> names = names(EngineHome.at(common, natives).on("linux-x86_64", true).with(cuda));
		assertTrue(names.containsAll(fetched), names.toString());
		assertEquals(Set.of("nd4j-native-api-1.0.0-M2.1.jar", "nd4j-native-preset-1.0.0-M2.1.jar"),
				names.stream().filter(name -> name.startsWith("nd4j-native")).collect(Collectors.toSet()), "no backend, only what both are made of");
	}

	@Test
	void a_computer_without_natives_is_told_what_is_missing() {
		RunException e = assertThrows(RunException.class, () -> EngineHome.at(common, natives).on("linux-arm64", false).classPath());
		assertTrue(e.getMessage().contains("linux-arm64"), e.getMessage());
		assertThrows(RunException.class, () -> EngineHome.at(root.resolve("gone")).classPath());
	}

	@Test
	void the_command_line_really_starts_a_java_process() throws Exception {
		Path classes = Files.createDirectories(root.resolve("classes"));
		EngineHome home = EngineHome.at(common, natives).on("linux-x86_64", true);
		List<String> command = home.command(classes, "NoSuchMain", List.of("--run", "somewhere"), 64);
		assertTrue(command.contains("-Xmx64m"));
		assertTrue(command.contains("--enable-native-access=ALL-UNNAMED"));
		assertTrue(command.get(command.indexOf("-cp") + 1).endsWith(classes.toString()));
		assertEquals(List.of("NoSuchMain", "--run", "somewhere"), command.subList(command.size() - 3, command.size()));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		assertEquals(1, process.waitFor());
		assertTrue(output.contains("NoSuchMain"), output);
	}

	private static Set<String> names(EngineHome home) throws RunException {
		return home.classPath().stream().map(jar -> jar.getFileName().toString()).collect(Collectors.toSet());
	}
}
