package io.spadework.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.model.study.Experiment;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage;

/** Loads and saves .spade files: no DTD, no external entities, no references outside the file, bounded size and depth. */
public final class Studies {

	/** File extension, without the dot. */
	public static final String EXTENSION = "spade";

	private Studies() {
	}

	/** The study in a file; throws where the file cannot be read or is not a study. */
	public static Study load(Path file) throws StudyException {
		if (!Files.exists(file)) {
			throw new StudyException(file + " does not exist; a study is a ." + EXTENSION + " file");
		}
		if (Files.isDirectory(file)) {
			throw new StudyException(file + " is a folder; a study is a ." + EXTENSION + " file");
		}
		try (InputStream in = Files.newInputStream(file)) {
			return read(in, URI.createFileURI(file.toAbsolutePath().toString()), file.toString());
		} catch (IOException e) {
			throw new StudyException(file + " cannot be read: " + e.getMessage(), e);
		}
	}

	/** The experiment of a name of the study in a file, its first one where none has that name; throws where the study cannot be read or has no experiment. */
	public static Experiment experiment(Path file, String name) throws StudyException {
		Study study = load(file);
		return study.getExperiments().stream().filter(each -> each.getName() != null && each.getName().equals(name)).findFirst().or(() -> study.getExperiments().stream().findFirst())
				.orElseThrow(() -> new StudyException(file + " has no experiment"));
	}

	/**
	 * Makes a study that a template has drawn one of its own: it is called as its file is, and has an id that no other study has, by which its layout and the
	 * live view of its runs tell it from studies of the same template.
	 */
	public static void begin(Study study, Path file) {
		String name = file.getFileName().toString();
		study.setName(name.endsWith("." + EXTENSION) ? name.substring(0, name.length() - EXTENSION.length() - 1) : name);
		study.setId(Ids.random());
	}

	/** The study in a stream; the name stands for the file in messages. */
	public static Study read(InputStream in, String name) throws StudyException {
		return read(in, URI.createURI("study:/" + URI.encodeSegment(name, false)), name);
	}

	/** Writes a study into a file, whole or not at all; elements without an id get one. */
	public static void save(Study study, Path file) throws IOException {
		Path target = file.toAbsolutePath();
		Files.createDirectories(target.getParent());
		Path aside = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
		try {
			Files.writeString(aside, write(study));
			try {
				Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			} catch (AtomicMoveNotSupportedException e) {
				Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
			}
		} finally {
			Files.deleteIfExists(aside);
		}
	}

	/** A study as the text of a file, the same text for the same study; elements without an id get one. */
	public static String write(Study study) {
		Ids.complete(study);
		Resource resource = new StudyResource(URI.createURI("study:/written"), "study");
		// a copy, as a study can be in one resource only, and may be in that of an editor
		resource.getContents().add(EcoreUtil.copy(study));
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		try {
			resource.save(text, Map.of());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return text.toString(StandardCharsets.UTF_8);
	}

	/** Makes the resources of editors, which load and save with the same care; a load that fails has a {@link StudyException} among its causes. */
	public static Resource.Factory factory() {
		StudyPackage.eINSTANCE.eClass();
		return uri -> new StudyResource(uri, uri.isFile() ? uri.toFileString() : URI.decode(uri.toString()));
	}

	private static Study read(InputStream in, URI uri, String name) throws StudyException {
		StudyPackage.eINSTANCE.eClass();
		StudyResource resource = new StudyResource(uri, name);
		try {
			resource.load(in, Map.of());
		} catch (IOException e) {
			if (e.getCause() instanceof StudyException refusal) {
				throw refusal;
			}
			throw new StudyException(name + " cannot be read: " + e.getMessage(), e);
		}
		return (Study) resource.getContents().get(0);
	}
}
