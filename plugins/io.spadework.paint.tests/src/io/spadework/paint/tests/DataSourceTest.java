package io.spadework.paint.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.model.Studies;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.paint.DataSource;
import io.spadework.paint.StyleShelf;
import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.MapFile;

class DataSourceTest {

	@TempDir
	Path folder;

	@Test
	void theBuiltInLandscapesHaveSamples() throws Exception {
		DataSource landscapes = DataSource.all().get(0);
		List<DataSource.Sample> samples = landscapes.read(3, 2, new NullProgressMonitor());
		assertEquals(List.of("Sample 3", "Sample 4"), samples.stream().map(DataSource.Sample::name).toList());
		LabelMap map = MapFile.read(samples.get(0).map(), List.of());
		assertEquals(64, map.width());
		assertTrue(map.counts()[0] > 0, "there is some sky");
	}

	@Test
	void aStudysFolderHasItsOwnSamples() throws Exception {
		Path data = Files.createDirectories(folder.resolve("data"));
		for (String kind : new String[] { "labels", "photos" }) {
			Files.createDirectories(data.resolve(kind));
		}
		LabelMap map = new LabelMap(64, 64, 2);
		Files.write(data.resolve("labels/one.png"), MapFile.png(map, List.of()));
		ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", data.resolve("photos/one.png").toFile());
		Study study = Templates.named("spade").create(Map.of("crop", "64", "ngf", "2", "ndf", "2"), new DataChoice.BuiltInLandscapes());
		FolderDataset stored = StudyFactory.eINSTANCE.createFolderDataset();
		stored.setId("stored");
		stored.setName("photos");
		stored.setFolder("data");
		stored.setLabelFolder("labels");
		stored.setImageFolder("photos");
		stored.setLabels("10");
		stored.setLoad("64");
		stored.setCrop("64");
		study.getDatasets().add(stored);
		study.getExperiments().get(0).setDataset(stored);
		Path file = folder.resolve("mine.spade");
		Studies.save(study, file);
		DataSource source = DataSource.of(file).get(0);
		assertTrue(source.title().startsWith("photos of mine.spade"), source.title());
		assertEquals(map, MapFile.read(source.read(0, 5, new NullProgressMonitor()).get(0).map(), List.of()));
		Files.delete(data.resolve("photos/one.png"));
		CoreException refusal = assertThrows(CoreException.class, () -> source.read(0, 5, new NullProgressMonitor()));
		assertTrue(refusal.getStatus().getMessage().contains("photos"), refusal.getStatus().getMessage());
	}

	@Test
	void favouriteStylesAreThereAtTheNextStart() throws Exception {
		StyleShelf shelf = new StyleShelf(folder.resolve("styles"));
		assertTrue(shelf.all().isEmpty());
		StyleShelf.Favourite first = shelf.keep(new byte[] { 1, 2 });
		shelf.keep(new byte[] { 3 });
		List<StyleShelf.Favourite> next = new StyleShelf(folder.resolve("styles")).all();
		assertEquals(2, next.size());
		assertArrayEquals(new byte[] { 1, 2 }, next.get(0).picture());
		shelf.forget(first);
		assertEquals(1, shelf.all().size());
	}
}
