package io.spadework.cli;

import io.spadework.model.Studies;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Template;
import io.spadework.model.templates.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code new}: makes a study from a template. */
@Command(name = "new", mixinStandardHelpOptions = true, description = { "Makes a study from a template.", "It has the published sizes where nothing else is set." })
final class NewCommand implements Callable<Integer> {

	private static final String LANDSCAPES = "landscapes";
	private static final String COCO_FOLDER = "coco-stuff";

	@ParentCommand
	private Spadework program;

	@Spec
	private CommandSpec spec;

	@Option(names = "--template", required = true, paramLabel = "NAME", description = "The architecture: ${COMPLETION-CANDIDATES}.", completionCandidates = TemplateNames.class)
	private String template;

	@Option(names = "--set", arity = "1..*", paramLabel = "NAME=VALUE", description = "A setting of the template; spade has labels, dontCare, edges, crop, aspect, ngf, ndf, scales.")
	private Map<String, String> settings = new LinkedHashMap<>();

	@Option(names = "--data", paramLabel = "DATA", description = "landscapes: the built-in ones, nothing to download. A folder: one laid out as COCO-Stuff, {train,val}_{label,img,inst}. By default the folder " + COCO_FOLDER
			+ " beside the study.")
	private String data;

	@Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to make; ends in .spade and does not exist yet.")
	private Path file;

	/** Names of the templates, for the help text. */
	static final class TemplateNames extends ArrayList<String> {
		private static final long serialVersionUID = 1L;

		TemplateNames() {
			super(names());
		}
	}

	@Override
	public Integer call() throws Failure {
		if (!file.getFileName().toString().endsWith("." + Studies.EXTENSION)) {
			throw Failure.usage("--out " + file + " does not end in ." + Studies.EXTENSION);
		}
		if (Files.exists(file)) {
			throw Failure.failed(file + " exists already; choose another name");
		}
		Study study = create();
		try {
			Path folder = file.toAbsolutePath().getParent();
			Files.createDirectories(folder);
			Studies.save(study, file);
		} catch (IOException e) {
			throw Failure.failed(file + " could not be written: " + e);
		}
		program.out().println("Made " + file + ".");
		if (choice() instanceof DataChoice.CocoStuffFolder folder && !Files.isDirectory(file.toAbsolutePath().resolveSibling(folder.folder()))) {
			program.err().println("There is no data folder " + file.toAbsolutePath().resolveSibling(folder.folder()).normalize() + " yet; training needs it. --data landscapes needs none.");
		}
		return 0;
	}

	private Study create() throws Failure {
		Template chosen;
		try {
			chosen = Templates.named(template);
			return chosen.create(settings, choice());
		} catch (IllegalArgumentException e) {
			throw Failure.usage(e.getMessage());
		}
	}

	/** A folder is given from where the program runs, and kept in the study as seen from the study file. */
	private DataChoice choice() {
		if (LANDSCAPES.equals(data)) {
			return new DataChoice.BuiltInLandscapes();
		}
		if (data == null) {
			return new DataChoice.CocoStuffFolder(COCO_FOLDER);
		}
		Path given = Path.of(data);
		if (given.isAbsolute()) {
			return new DataChoice.CocoStuffFolder(given.toString());
		}
		Path relative = file.toAbsolutePath().normalize().getParent().relativize(given.toAbsolutePath().normalize());
		return new DataChoice.CocoStuffFolder(relative.toString().replace('\\', '/'));
	}

	private static List<String> names() {
		return Templates.all().stream().map(Template::name).toList();
	}
}
