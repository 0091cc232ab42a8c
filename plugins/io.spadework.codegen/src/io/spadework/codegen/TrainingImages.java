package io.spadework.codegen;

import io.spadework.model.ExpressionException;
import io.spadework.model.Numbers;
import io.spadework.model.Scope;
import io.spadework.model.study.Ade20k;
import io.spadework.model.study.Ade20kOutdoor;
import io.spadework.model.study.Cityscapes;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.StudyPackage.Literals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How many images an experiment trains on, as far as a glance at its folder tells: the engine alone looks at each pair. */
final class TrainingImages {

	private static final int DEEPEST = 8;

	private TrainingImages() {
	}

	/** Counts the label maps to train on; 0 where that can't be told. */
	static int count(Experiment experiment, Path studyFile) throws ExpressionException {
		Dataset data = experiment.getDataset();
		Scope scope = Scope.of(experiment);
		if (data instanceof Landscapes) {
			return Numbers.whole(data, Literals.LANDSCAPES__COUNT, scope);
		}
		if (!(data instanceof StoredDataset stored) || stored instanceof Ade20kOutdoor || stored.getFolder() == null) {
			return 0;
		}
		try {
			Path folder = studyFile == null ? Path.of(stored.getFolder()) : studyFile.toAbsolutePath().resolveSibling(stored.getFolder());
			return switch (stored) {
			case Ade20k ade -> files(folder, name -> name.contains("_train_") && name.endsWith(".png"));
			case Cityscapes cityscapes -> files(folder.resolve("gtFine").resolve("train"), name -> name.endsWith("_labelIds.png"));
			case FolderDataset own -> {
				int all = files(folder.resolve(own.getLabelFolder()), name -> true);
				yield (int) Math.round(all * (1 - Numbers.real(own, Literals.FOLDER_DATASET__HELD_OUT, scope)));
			}
			default -> files(folder.resolve("train_label"), name -> true);
			};
		} catch (InvalidPathException | IOException | UncheckedIOException e) {
			return 0; // what is wrong with the folder is said where it is opened
		}
	}

	private static int files(Path folder, Predicate<String> name) throws IOException {
		try (Stream<Path> all = Files.find(folder, DEEPEST, (path, attributes) -> attributes.isRegularFile(), FileVisitOption.FOLLOW_LINKS)) {
			return (int) all.map(path -> path.getFileName().toString()).filter(file -> !file.startsWith(".") && name.test(file)).count();
		}
	}
}
