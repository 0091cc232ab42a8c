package io.spadework.launch.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.Launch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.launch.EnginePreferences;
import io.spadework.launch.EngineProcess;
import io.spadework.launch.TrainingSettings;
import io.spadework.runs.RunFolder;

/** What the user prefers for engines reaches them. */
class EnginePreferencesTest {

	private final IEclipsePreferences node = InstanceScope.INSTANCE.getNode(EnginePreferences.NODE);

	@AfterEach
	void forget() throws Exception {
		node.clear();
	}

	@Test
	void aJdkIsAFolderWithJava(@TempDir Path folder) throws Exception {
		assertNull(EnginePreferences.java(""));
		assertNull(EnginePreferences.java(folder.toString()));
		assertTrue(Files.isExecutable(EnginePreferences.java(System.getProperty("java.home"))));
	}

	@Test
	void anEngineGetsThePreferredJdkHeapThreadsAndKernels(@TempDir Path folder) throws Exception {
		Path home = folder.resolve("jdk mit Gr\u00fcn");
		Files.createDirectories(home.resolve("bin"));
		Path java = home.resolve("bin/java");
		Files.writeString(java, "#!/bin/sh\necho \"threads=$OMP_NUM_THREADS arguments=$*\"\n");
		java.toFile().setExecutable(true);
		node.put(EnginePreferences.JDK, home.toString());
		node.putInt(EnginePreferences.MEMORY, 1234);
		node.putInt(EnginePreferences.THREADS, 3);
		node.put(EnginePreferences.KERNELS, "portable");
		int heap = settings().heapMegabytes();
		RunFolder run = RunFolder.at(Files.createDirectories(folder.resolve("run")));
		EngineProcess.start(new Launch(null, ILaunchManager.RUN_MODE, null), run, List.of("java", "-Xmx" + heap + "m", "Main"));
		Path console = run.path().resolve(EngineProcess.CONSOLE_FILE);
		for (int i = 0; i < 500 && (!Files.exists(console) || Files.size(console) == 0); i++) {
			Thread.sleep(20);
		}
		assertEquals("threads=3 arguments=-Xmx1234m Main --kernels portable", Files.readString(console).strip());
	}

	@Test
	void aHeapThatNoEngineCanLiveWithIsNotTaken() {
		node.putInt(EnginePreferences.MEMORY, 1234);
		TrainingSettings planned = settings();
		assertEquals(1234, planned.heapMegabytes());
		node.putInt(EnginePreferences.MEMORY, 12);
		assertEquals(TrainingSettings.DEFAULT_MEMORY, planned.heapMegabytes());
	}

	private static TrainingSettings settings() {
		return TrainingSettings.planned(ResourcesPlugin.getWorkspace().getRoot().getFile(IPath.fromPortableString("/any/study.spade")), "any");
	}
}
