package io.spadework.diagram.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.spadework.diagram.data.DataFolder;
import io.spadework.diagram.data.DataSamples;
import io.spadework.model.study.Ade20kOutdoor;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.Label;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.runs.data.DataPair;

/** A person is shown of a data folder what a training will find in it. */
class DataFolderTest {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;

	@TempDir
	private Path folder;

	/**
	 * A data set with files of its kind.
	 *
	 * @param training the names that pairs to train on have
	 * @param heldOut the names that held-out pairs have
	 */
	record Case(StoredDataset dataset, List<String> files, List<String> training, List<String> heldOut) {
		@Override
		public String toString() {
			return dataset.eClass().getName() + " of " + files.size() + " files";
		}
	}

	static Stream<Case> folders() {
		return Stream.of(
				new Case(NEW.createCocoStuff(), List.of("train_label/a.png", "train_img/a.jpg", "train_label/b.png", "train_img/b.JPG", "val_label/c.png", "val_img/c.jpg"), List.of("a", "b"), List.of("c")),
				new Case(NEW.createFacades(), List.of("train_label/a.png", "train_img/a.jpg", "test_label/b.png", "test_img/b.png"), List.of("a"), List.of("b")),
				new Case(NEW.createCityscapes(), List.of("gtFine/train/ulm/ulm_000000_000019_gtFine_labelIds.png", "gtFine/train/ulm/ulm_000000_000019_gtFine_color.png",
						"leftImg8bit/train/ulm/ulm_000000_000019_leftImg8bit.png"), List.of("ulm_000000_000019"), List.of()),
				new Case(NEW.createAde20k(), List.of("x/ADE_train_1.png", "y/ADE_train_1.jpg", "ADE_val_2.png", "ADE_val_2.jpg"), List.of("ADE_train_1"), List.of("ADE_val_2")),
				new Case(outdoor(), List.of("ADE_train_1.png", "ADE_train_1.jpg", "ADE_train_2.png", "ADE_train_2.jpg"), List.of("ADE_train_2"), List.of()),
				new Case(pairs("0.5"), List.of("labels/a.png", "images/a.jpg", "labels/b.png", "images/b.jpg"), List.of("a"), List.of("b")));
	}

	private static StoredDataset outdoor() {
		Ade20kOutdoor outdoor = NEW.createAde20kOutdoor();
		outdoor.setList("outdoor.txt");
		return outdoor;
	}

	private static FolderDataset pairs(String heldOut) {
		FolderDataset pairs = NEW.createFolderDataset();
		pairs.setHeldOut(heldOut);
		return pairs;
	}

	@ParameterizedTest
	@MethodSource("folders")
	void eachKindsPairsAreFound(Case kind) throws IOException {
		make(kind.files());
		Files.writeString(folder.resolve("outdoor.txt"), "images/ADE_train_2.jpg\n");
		DataFolder found = look(kind.dataset());
		assertEquals("", found.trouble());
		assertEquals(kind.training(), found.training().stream().map(DataPair::name).toList());
		assertEquals(kind.heldOut(), found.heldOut().stream().map(DataPair::name).toList());
	}

	@Test
	void whatATrainingWouldRefuseIsSaidAndThePairsAreShownAllTheSame() throws IOException {
		make(List.of("train_label/a.png", "train_img/a.jpg", "train_label/b.png"));
		StoredDataset dataset = NEW.createCocoStuff();
		DataFolder found = look(dataset);
		assertEquals(1, found.training().size());
		assertTrue(found.trouble().contains("no image for 1 of 2 label maps: b"), found.trouble());
		assertTrue(found.summary().startsWith("1 training pair, none held out"), found.summary());
		make(List.of("train_img/b.jpg"));
		dataset.setEdges(true);
		assertTrue(look(dataset).trouble().contains("train_inst"), "the edges need instance maps");
	}

	@Test
	void aFolderThatIsNotThereOrOfAnotherKindIsNamed() throws IOException {
		StoredDataset dataset = NEW.createCityscapes();
		assertTrue(DataFolder.look(" ", DataFolder.layout(dataset), folder, () -> false).trouble().contains("No folder"));
		assertTrue(DataFolder.look("nowhere", DataFolder.layout(dataset), folder, () -> false).trouble().contains("nowhere"));
		make(List.of("labels/a.png", "images/a.jpg"));
		assertTrue(look(dataset).summary().contains("gtFine"), look(dataset).summary());
	}

	@Test
	void theShareThatIsHeldOutCanBeAnExpression() throws IOException {
		make(List.of("labels/a.png", "images/a.jpg", "labels/b.png", "images/b.jpg", "labels/c.png", "images/c.jpg", "labels/d.png", "images/d.jpg"));
		Study study = NEW.createStudy();
		Parameter half = NEW.createParameter();
		half.setName("half");
		half.setValue("0.5");
		study.getParameters().add(half);
		FolderDataset dataset = pairs("half");
		study.getDatasets().add(dataset);
		assertEquals(2, look(dataset).heldOut().size());
	}

	@Test
	void coloursOfMasksAreReadAsLabels() throws IOException {
		FolderDataset dataset = pairs("0");
		dataset.setColourMasks(true);
		for (String colour : List.of("#102030", "#ff0000")) {
			Label label = NEW.createLabel();
			label.setColour(colour);
			dataset.getLabelTable().add(label);
		}
		Files.createDirectories(folder.resolve("labels"));
		Files.createDirectories(folder.resolve("images"));
		BufferedImage mask = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
		mask.setRGB(0, 0, 0xff0000);
		mask.setRGB(1, 0, 0xff0000);
		mask.setRGB(2, 0, 0xfe0000);
		ImageIO.write(mask, "png", folder.resolve("labels/a.png").toFile());
		ImageIO.write(mask, "png", folder.resolve("images/a.png").toFile());
		DataSamples samples = DataSamples.read(dataset, 2, look(dataset).training(), () -> false);
		assertEquals(Map.of(1, 1), samples.seen());
		assertEquals(Set.of("#fe0000"), samples.strange());
	}

	@Test
	void whatATrainingWouldEndAtIsNamed() throws IOException {
		FolderDataset dataset = pairs("0");
		Files.createDirectories(folder.resolve("labels"));
		Files.createDirectories(folder.resolve("images"));
		for (String name : List.of("a", "b", "c")) {
			ImageIO.write(new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY), "png", folder.resolve("labels/" + name + ".png").toFile());
			ImageIO.write(new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB), "png", folder.resolve("images/" + name + ".png").toFile());
		}
		assertEquals("", DataSamples.read(dataset, 2, look(dataset).training(), () -> false).trouble());
		ImageIO.write(new BufferedImage(8, 5, BufferedImage.TYPE_INT_RGB), "png", folder.resolve("images/a.png").toFile());
		Path cut = folder.resolve("images/b.png");
		Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), (int) Files.size(cut) - 25));
		Files.writeString(folder.resolve("labels/c.png"), "no picture");
		DataSamples samples = DataSamples.read(dataset, 2, look(dataset).training(), () -> false);
		assertEquals("image a.png is 8 x 5, its label map 8 x 6", samples.faults().get(0));
		assertTrue(samples.faults().get(1).startsWith("image b.png is "), samples.faults().get(1));
		assertEquals("label map c.png is damaged or no picture: neither PNG nor JPEG", samples.faults().get(2));
		assertTrue(samples.trouble().startsWith("The image a.png is 8 x 5, its label map 8 x 6; 2 more"), samples.trouble());
	}

	private DataFolder look(StoredDataset dataset) {
		return DataFolder.look(folder.toString(), DataFolder.layout(dataset), folder, () -> false);
	}

	private void make(List<String> files) throws IOException {
		for (String file : files) {
			Files.createDirectories(folder.resolve(file).getParent());
			Files.createFile(folder.resolve(file));
		}
	}
}
