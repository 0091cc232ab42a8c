package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.emf.ecore.EClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.spadework.model.Problem;
import io.spadework.model.Validation;
import io.spadework.model.study.Ade20kOutdoor;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;

/** What the folders of each kind of data set hold. */
class DataRulesTest {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;

	@TempDir
	Path folder;

	private final Study study = Samples.landscapes("crop", "64");

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "FolderDataset | labels and images", "Facades | train_label and train_img", "Cityscapes | gtFine/train and leftImg8bit/train",
			"CocoStuff | train_label, train_img and, for edges, train_inst", "Ade20k | images (.jpg) and label maps (.png) with _train_ in their names" })
	void aMissingFolderIsToldWithWhatItMustHold(String kind, String contents) {
		StoredDataset data = data((StoredDataset) NEW.create((EClass) NEW.getEPackage().getEClassifier(kind)));
		data.setDontCare(true);
		data.setFolder("nowhere");
		assertEquals("folder " + folder.resolve("nowhere") + " of data set data (\"nowhere\" in the study) does not exist; it must hold " + contents, only("data-folder").message());
		data.setFolder(" ");
		assertEquals("data set data names no folder", only("data-folder").message());
	}

	@Test
	void facadesHaveNoInstances() throws IOException {
		StoredDataset data = data(NEW.createFacades());
		assertEquals(List.of("folder " + folder + " of data set data has no folder train_label", "folder " + folder + " of data set data has no folder train_img"),
				problems().stream().map(Problem::message).toList());
		make("train_label", "train_img");
		assertEquals(List.of(), problems());
		data.setEdges(true);
		assertEquals("data set data uses instance edges, but facades has no instance maps; set edges to false", only("instances").message());
	}

	@Test
	void cityscapesLieInTwoTrees() throws IOException {
		data(NEW.createCityscapes()).setEdges(true);
		assertEquals(2, problems().size());
		make("gtFine/train", "leftImg8bit/train");
		assertEquals(List.of(), problems());
	}

	@Test
	void pairsLieInTwoFoldersAndInstancesInAThird() throws IOException {
		FolderDataset data = data(NEW.createFolderDataset());
		make("labels", "images");
		assertEquals(List.of(), problems());
		data.setEdges(true);
		assertEquals("data set data uses instance edges, but names no folder of instance maps; name one in instanceFolder, or set edges to false", only("instances").message());
		data.setInstanceFolder("inst");
		assertEquals("folder " + folder + " of data set data has no folder inst; instance edges need it, or edges must be false", only("data-layout").message());
		make("inst");
		assertEquals(List.of(), problems());
		data.setImageFolder("");
		assertEquals("data set data names no imageFolder", only("data-folder").message());
		data.setImageFolder("a\u0000b");
		assertTrue(only("data-folder").message().contains("is not a path"));
	}

	@Test
	void adeIsATreeOfImagesWithDontCare() throws IOException {
		StoredDataset data = data(NEW.createAde20k());
		assertEquals("data set data is ade20k without don't-care, but its pixels of value 0 have no label; set dontCare to true", only("dont-care").message());
		data.setDontCare(true);
		make("a/b");
		Files.createFile(folder.resolve("a/b/ADE_val_00000001.jpg"));
		Files.createFile(folder.resolve("a/b/ADE_train_00000001.jpg"));
		assertEquals("folder " + folder + " of data set data holds no label map (.png) with _train_ in its name", only("data-layout").message());
		Files.createFile(folder.resolve("a/ADE_train_00000001.png"));
		assertEquals(List.of(), problems());
		data.setEdges(true);
		assertEquals("data set data uses instance edges, but ade20k has no instance maps; set edges to false", only("instances").message());
	}

	@Test
	void theOutdoorPartIsListed() throws IOException {
		Ade20kOutdoor data = data(NEW.createAde20kOutdoor());
		data.setDontCare(true);
		assertEquals("data set data names no list", only("data-folder").message());
		data.setList("outdoor.txt");
		Files.createFile(folder.resolve("ADE_train_00000001.jpg"));
		Files.createFile(folder.resolve("ADE_train_00000001.png"));
		assertEquals("folder " + folder + " of data set data has no file outdoor.txt, which must list names of images or categories of scenes", only("data-layout").message());
		Files.createFile(folder.resolve("outdoor.txt"));
		assertEquals(List.of(), problems());
	}

	private <D extends StoredDataset> D data(D data) {
		Samples.named("data", data);
		data.setFolder(".");
		data.setLabels("10");
		data.setLoad("64");
		data.setCrop("64");
		study.getDatasets().set(0, data);
		Samples.experiment(study).setDataset(data);
		return data;
	}

	private void make(String... folders) throws IOException {
		for (String each : folders) {
			Files.createDirectories(folder.resolve(each));
		}
	}

	private List<Problem> problems() {
		return Validation.validate(study, folder.resolve("study.spade"));
	}

	private Problem only(String rule) {
		List<Problem> found = problems().stream().filter(problem -> problem.rule().equals(rule)).toList();
		assertEquals(1, found.size(), problems().toString());
		return found.get(0);
	}
}
