package io.spadework.launch.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.CommonTab;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.part.FileEditorInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.launch.BackendTab;
import io.spadework.launch.CommandLine;
import io.spadework.launch.DataTab;
import io.spadework.launch.EngineInstallation;
import io.spadework.launch.EnginePreferences;
import io.spadework.launch.ExperimentTab;
import io.spadework.launch.OverridesTab;
import io.spadework.launch.TrainingSettings;
import io.spadework.launch.TrainingShortcut;
import io.spadework.launch.TrainingTabGroup;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.Sweep;
import io.spadework.model.study.SweepAxis;

class TrainingLaunchTest {

	private IProject project;
	private String engineBefore;

	@TempDir
	Path engine;

	@BeforeEach
	void makeProject() throws Exception {
		project = Trainings.project("studies");
		engineBefore = System.getProperty(EngineInstallation.PROPERTY);
		System.setProperty(EngineInstallation.PROPERTY, engine.toString());
	}

	@AfterEach
	void restoreEngine() {
		if (engineBefore == null) {
			System.clearProperty(EngineInstallation.PROPERTY);
		} else {
			System.setProperty(EngineInstallation.PROPERTY, engineBefore);
		}
	}

	@Test
	void theShortcutMakesAConfigurationForTheStudysExperimentAndFindsItAgain() throws Exception {
		Study study = Trainings.study();
		IFile file = Trainings.file(project, study);
		String experiment = study.getExperiments().get(0).getName();

		ILaunchConfiguration made = TrainingShortcut.create(file, experiment);

		assertEquals(TrainingSettings.TYPE, made.getType().getIdentifier());
		TrainingSettings settings = TrainingSettings.of(made);
		assertEquals(new TrainingSettings("/studies/landscapes.spade", experiment, "", "", "", "", "", "", "", "", "", false), settings);
		assertTrue(settings.problem(study).isEmpty());
		assertEquals(made, new TrainingShortcut().getLaunchConfigurations(new StructuredSelection(file))[0]);
		assertEquals(file, made.getMappedResources()[0]);
		made.delete();
	}

	@Test
	void anythingButAStudyCannotBeTrained() throws Exception {
		IFile text = project.getFile("notes.txt");
		assertEquals(null, new TrainingShortcut().getLaunchableResource(new StructuredSelection(text)));
		assertTrue(new TrainingSettings("/studies/notes.txt", "", "", "", "", "", "", "", "", "", "", false).problem(null).orElseThrow().contains("does not exist"));
		text.create(new byte[0], true, false, null);
		assertTrue(new TrainingSettings("/studies/notes.txt", "", "", "", "", "", "", "", "", "", "", false).problem(null).orElseThrow().contains("does not end in .spade"));
	}

	@Test
	void wrongSettingsAreNamedWithWhatWouldBeRight() throws Exception {
		Study study = Trainings.study();
		String path = Trainings.file(project, study).getFullPath().toString();
		assertTrue(new TrainingSettings(path, "", "", "ten", "", "", "", "", "", "", "", false).problem(study).orElseThrow().startsWith("Steps: ten is not a whole number"));
		assertTrue(new TrainingSettings(path, "", "", "0", "", "", "", "", "", "", "", false).problem(study).orElseThrow().startsWith("Steps: 0"));
		assertTrue(new TrainingSettings(path, "", "", "", "x", "", "", "", "", "", "", false).problem(study).orElseThrow().startsWith("Seed: x"));
		assertTrue(new TrainingSettings(path, "", "", "", "", "ngf", "", "", "", "", "", false).problem(study).orElseThrow().contains("Write for example ngf=32"));
		assertTrue(new TrainingSettings(path, "", "", "", "", "nfg=8", "", "", "", "", "", false).problem(study).orElseThrow().contains("no parameter nfg; it has crop"));
		assertTrue(new TrainingSettings(path, "Baseline", "", "", "", "", "", "", "", "", "", false).problem(study).orElseThrow().contains("no experiment named Baseline"));
		assertTrue(new TrainingSettings(path, "", "", "", "", "", "", "16", "", "", "", false).problem(study).orElseThrow().startsWith("Memory: 16"));
		assertEquals(Map.of("ngf", "8", "crop", "2*32"), new TrainingSettings(path, "", "", "", "", "ngf = 8, crop=2*32", "", "", "", "", "", false).overrideValues());
	}

	@Test
	void aStudyWithErrorsIsRefusedNamingTheElement() throws Exception {
		Study study = Trainings.study();
		Convolution seed = study.getNetworks().stream().flatMap(network -> network.getNodes().stream()).filter(Convolution.class::isInstance).map(Convolution.class::cast)
				.findFirst().orElseThrow();
		seed.setFilters("16*ngff");
		IFile file = Trainings.file(project, study);

		CoreException refused = assertThrows(CoreException.class, () -> launch(TrainingShortcut.create(file, study.getExperiments().get(0).getName())));

		assertTrue(refused.getStatus().getMessage().contains(seed.getName()), refused.getStatus().getMessage());
		assertTrue(refused.getStatus().getMessage().contains("ngff"), refused.getStatus().getMessage());
		assertFalse(Files.exists(project.getLocation().toPath().resolve("runs")), "nothing is made for a study that cannot be trained");
	}

	@Test
	void withoutAnEngineTheLaunchSaysWhatToDoAndLeavesNoRun() throws Exception {
		IFile file = Trainings.file(project, Trainings.study());
		String experiment = Trainings.study().getExperiments().get(0).getName();

		CoreException noJars = assertThrows(CoreException.class, () -> launch(TrainingShortcut.create(file, experiment)));
		assertTrue(noJars.getStatus().getMessage().contains(engine.toString()), noJars.getStatus().getMessage());
		Path runs = project.getLocation().toPath().resolve("runs");
		assertTrue(!Files.exists(runs) || Files.list(runs).findAny().isEmpty(), "an unused run folder was left");

		System.setProperty(EngineInstallation.PROPERTY, engine.resolve("missing").toString());
		CoreException noFolder = assertThrows(CoreException.class, () -> launch(TrainingShortcut.create(file, experiment)));
		assertTrue(noFolder.getStatus().getMessage().contains("does not exist"), noFolder.getStatus().getMessage());
	}

	@Test
	void aTrainingThatCannotFitIsRefusedWithAdvice() throws Exception {
		IFile file = Trainings.file(project, Trainings.study());
		ILaunchConfigurationWorkingCopy configuration = TrainingShortcut.create(file, Trainings.study().getExperiments().get(0).getName()).getWorkingCopy();
		TrainingSettings large = TrainingSettings.of(configuration).withOverrides("", "", "ngf=2048, crop=512");
		large.put(configuration);
		CoreException refused = assertThrows(CoreException.class, () -> launch(configuration.doSave()));
		assertTrue(refused.getStatus().getMessage().contains("does not fit here"), refused.getStatus().getMessage());
		assertTrue(refused.getStatus().getMessage().contains("smaller batch"), refused.getStatus().getMessage());
		assertFalse(Files.exists(project.getLocation().toPath().resolve("runs")), "nothing is made for a training that cannot fit");
	}

	@Test
	void theSameCanBeDoneFromAShell() throws Exception {
		IFile file = Trainings.file(project, Trainings.study());
		String path = file.getLocation().toOSString();
		TrainingSettings settings = TrainingSettings.planned(file, "SPADE").withOverrides("100", "7", "ngf=8, crop = 2*32").withData("/data/my images").withEngine("4096", "cuda", "portable", "plan", true);
		assertEquals("spadework train " + path + " --experiment SPADE --set ngf=8 --set \"crop=2*32\" --steps 100 --seed 7 --data \"/data/my images\""
				+ " --memory 4096 --backend cuda --kernels portable --executor plan --force", CommandLine.of(settings));
		assertEquals("spadework train " + path + " --sweep widths", CommandLine.of(TrainingSettings.ofSweep(file, "widths")));
		assertEquals("spadework resume /runs/SPADE-1 --from step-000500 --steps 900", CommandLine.resume(Path.of("/runs/SPADE-1"), "step-000500", 900));
	}

	@Test
	void theCommandLineNamesTheFolderWhereRunsAreKeptElsewhere(@TempDir Path elsewhere) throws Exception {
		IFile file = Trainings.file(project, Trainings.study());
		String path = file.getLocation().toOSString();
		IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode(EnginePreferences.NODE);
		preferences.put(EnginePreferences.RUNS, elsewhere.toString());
		try {
			Files.createDirectory(elsewhere.resolve("SPADE-1"));
			assertEquals("spadework train " + path + " --experiment SPADE --out " + elsewhere.resolve("SPADE-2"), CommandLine.of(TrainingSettings.planned(file, "SPADE")));
			assertEquals("spadework train " + path + " --sweep widths --out " + elsewhere, CommandLine.of(TrainingSettings.ofSweep(file, "widths")));
			preferences.put(EnginePreferences.RUNS, "trained");
			assertEquals("spadework train " + path + " --experiment SPADE --out " + file.getLocation().toPath().resolveSibling("trained/SPADE-1"),
					CommandLine.of(TrainingSettings.planned(file, "SPADE")));
		} finally {
			preferences.remove(EnginePreferences.RUNS);
		}
	}

	@Test
	void aSweepTrainsItsPointsAndItsParametersCannotBeOverridden() throws Exception {
		Study study = Trainings.study();
		Sweep sweep = StudyFactory.eINSTANCE.createSweep();
		sweep.setId("widths");
		sweep.setName("widths");
		sweep.setExperiment(study.getExperiments().get(0));
		SweepAxis axis = StudyFactory.eINSTANCE.createSweepAxis();
		axis.setId("axis");
		axis.setParameter(study.getParameters().stream().filter(parameter -> parameter.getName().equals("ngf")).findFirst().orElseThrow());
		axis.setValues("4; 8");
		sweep.getAxes().add(axis);
		study.getSweeps().add(sweep);
		IFile file = Trainings.file(project, study);
		TrainingSettings settings = TrainingSettings.ofSweep(file, "widths");
		assertTrue(settings.problem(study).isEmpty(), settings.problem(study)::toString);
		assertTrue(settings.withOverrides("", "", "ngf=16").problem(study).orElseThrow().contains("the sweep widths varies ngf"));
		assertTrue(TrainingSettings.ofSweep(file, "depths").problem(study).orElseThrow().contains("no sweep named depths; it has widths"));
		ILaunchConfiguration made = TrainingShortcut.createSweep(file, "widths");
		assertEquals(settings, TrainingSettings.of(made));
		ILaunchConfiguration single = TrainingShortcut.create(file, "SPADE");
		assertEquals(List.of(made), meant(file, sweep));
		assertEquals(List.of(single), meant(file, study.getExperiments().get(0)));
		assertEquals(2, meant(file, study.getPlans().get(0)).size(), "anything else in the editor stands for the study");
		single.delete();
		made.delete();
	}

	/** The configurations that Run As takes in an editor of a study in which something is selected. */
	private static List<ILaunchConfiguration> meant(IFile file, Object selected) {
		ISelectionProvider provider = stub(ISelectionProvider.class, Map.of("getSelection", new StructuredSelection(selected)));
		IEditorSite site = stub(IEditorSite.class, Map.of("getSelectionProvider", provider));
		IEditorPart editor = stub(IEditorPart.class, Map.of("getSite", site, "getEditorInput", new FileEditorInput(file)));
		return List.of(new TrainingShortcut().getLaunchConfigurations(editor));
	}

	private static <T> T stub(Class<T> type, Map<String, Object> answers) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> answers.get(method.getName())));
	}

	@Test
	void anotherDataFolderMustExistAndBeOfUse() throws Exception {
		Study study = Trainings.study();
		TrainingSettings settings = TrainingSettings.planned(Trainings.file(project, study), "");
		assertTrue(settings.withData("/no/such/folder").problem(study).orElseThrow().contains("is not a folder"));
		assertTrue(settings.withData(engine.toString()).problem(study).orElseThrow().contains("is made by the engine and has no folder"));
	}

	@Test
	void theDialogHasATabForEachPartOfTheSettingsAndTheCommonOne() {
		TrainingTabGroup group = new TrainingTabGroup();
		group.createTabs(null, ILaunchManager.RUN_MODE);
		assertEquals(List.of(ExperimentTab.class, OverridesTab.class, BackendTab.class, DataTab.class, CommonTab.class), Arrays.stream(group.getTabs()).map(Object::getClass).toList());
		group.dispose();
	}

	private static void launch(ILaunchConfiguration configuration) throws CoreException {
		ILaunchConfigurationWorkingCopy copy = configuration.getWorkingCopy();
		configuration.delete();
		copy.launch(ILaunchManager.RUN_MODE, new NullProgressMonitor());
	}
}
