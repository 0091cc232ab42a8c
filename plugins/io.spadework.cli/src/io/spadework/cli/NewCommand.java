package io.spadework.cli;

import io.spadework.examples.Examples;
import io.spadework.examples.ShippedModel;
import io.spadework.model.Studies;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.FolderLayouts;
import io.spadework.model.templates.Template;
import io.spadework.model.templates.Templates;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code new}: makes a study from a template. */
@Command(name = "new", mixinStandardHelpOptions = true, description = { "Makes a study from a template.", "It has the published sizes where nothing else is set." })
final class NewCommand implements Callable<Integer> {

	private static final String LANDSCAPES = "landscapes";
	private static final String USUAL_KIND = "coco-stuff";
	private static final int NAME_COLUMN = 23;

	@ParentCommand
	private Spadework program;

	@Spec
	private CommandSpec spec;

	@Option(names = "--example", paramLabel = "NAME", description = "Instead of a template, an example, or what a small model of landscapes is trained by: ${COMPLETION-CANDIDATES}.", completionCandidates = ExampleNames.class)
	private String example;

	@Option(names = "--template", paramLabel = "NAME", description = "The architecture: ${COMPLETION-CANDIDATES}.", completionCandidates = TemplateNames.class)
	private String template;

	@Option(names = "--set", arity = "1..*", paramLabel = "NAME=VALUE", description = "A setting of the template, such as crop, ngf or labels; an unknown name is answered with the list of names.")
	private Map<String, String> settings = new LinkedHashMap<>();

	@Option(names = "--data", paramLabel = "DATA", description = "landscapes: the built-in ones, nothing to download. Otherwise a folder, by default one beside the study that is called like its kind.")
	private String data;

	@Option(names = "--kind", paramLabel = "KIND", description = "How the folder is laid out: ${COMPLETION-CANDIDATES}. By default what the folder looks like, or " + USUAL_KIND
			+ " where there is no folder yet.", completionCandidates = DataKinds.class)
	private String kind;

	@Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to make; ends in .spade and does not exist yet.")
	private Path file;

	/** Names of the templates, for the help text. */
	static final class TemplateNames extends ArrayList<String> {
		private static final long serialVersionUID = 1L;

		TemplateNames() {
			super(names());
		}
	}

	/** Names of the examples, for the help text. */
	static final class ExampleNames extends ArrayList<String> {
		private static final long serialVersionUID = 1L;

		ExampleNames() {
			super(examples().keySet());
		}
	}

	/** Kinds of data folders, for the help text. */
	static final class DataKinds extends ArrayList<String> {
		private static final long serialVersionUID = 1L;

		DataKinds() {
			super(DataChoice.KINDS);
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
		if (example != null && (template != null || data != null || kind != null || !settings.isEmpty())) {
			throw Failure.usage("--example is a whole study; no --template, --data, --kind or --set can be given with it");
		}
		DataChoice choice = example == null ? choice() : new DataChoice.BuiltInLandscapes();
		Study study = example == null ? create(choice) : exampleStudy();
		try {
			Path folder = file.toAbsolutePath().getParent();
			Files.createDirectories(folder);
			Studies.save(study, file);
		} catch (IOException e) {
			throw Failure.failed(file + " could not be written: " + e);
		}
		program.out().println("Made " + file + ".");
		if (choice instanceof DataChoice.Stored folder && !Files.isDirectory(file.toAbsolutePath().resolveSibling(folder.folder()))) {
			program.err().println("There is no data folder " + file.toAbsolutePath().resolveSibling(folder.folder()).normalize() + " yet; training needs it. --data landscapes needs none.");
		}
		return 0;
	}

	private static Map<String, Supplier<Study>> examples() {
		Map<String, Supplier<Study>> examples = new LinkedHashMap<>();
		Examples.all().forEach(each -> examples.put(each.name(), each.maker()));
		ShippedModel.known().forEach(each -> examples.put(each.name(), each.maker()));
		return examples;
	}

	private Study exampleStudy() throws Failure {
		Supplier<Study> maker = examples().get(example);
		if (maker == null) {
			throw Failure.usage("no example is called " + example + "; there are " + String.join(", ", examples().keySet()));
		}
		return maker.get();
	}

	private Study create(DataChoice choice) throws Failure {
		if (template == null) {
			throw Failure.usage("--template is missing: one of " + String.join(", ", names()));
		}
		try {
			Study study = Templates.named(template).create(settings, choice);
			Studies.begin(study, file);
			return study;
		} catch (IllegalArgumentException e) {
			throw Failure.usage(e.getMessage());
		}
	}

	/** A folder is given from where the program runs, and kept in the study as seen from the study file. */
	private DataChoice choice() throws Failure {
		if (LANDSCAPES.equals(data)) {
			if (kind != null) {
				throw Failure.usage("--kind says how a folder is laid out; the built-in landscapes have none");
			}
			return new DataChoice.BuiltInLandscapes();
		}
		if (data == null) {
			String usual = kind == null ? USUAL_KIND : kind;
			return stored(usual, usual);
		}
		Path given = Path.of(data);
		if (Files.isRegularFile(given)) {
			throw Failure.usage("--data " + data + " is a file; a folder of label maps and images is needed, or " + LANDSCAPES);
		}
		String layout = kind == null ? layout(given) : kind;
		Path kept = given.isAbsolute() ? given : file.toAbsolutePath().normalize().getParent().relativize(given.toAbsolutePath().normalize());
		return stored(layout, kept.toString().replace(File.separatorChar, '/'));
	}

	private static DataChoice stored(String kind, String folder) throws Failure {
		try {
			return DataChoice.stored(kind, folder);
		} catch (IllegalArgumentException e) {
			throw Failure.usage(e.getMessage());
		}
	}

	private static String layout(Path folder) throws Failure {
		if (!Files.isDirectory(folder)) {
			return USUAL_KIND;
		}
		List<String> kinds = FolderLayouts.kinds(folder);
		if (kinds.size() == 1) {
			return kinds.get(0);
		}
		throw Failure.usage(kinds.isEmpty() ? folder + " looks like none of the kinds of data there are; say with --kind which it is: " + String.join(", ", DataChoice.KINDS)
				: folder + " may be " + String.join(" or ", kinds) + "; say with --kind which it is");
	}

	/** What each template is, for the help text: in two columns, as options are. */
	static String descriptions(Help help) {
		TextTable table = TextTable.forColumns(help.colorScheme(), new Column(NAME_COLUMN, 2, Overflow.SPAN), new Column(help.commandSpec().usageMessage().width() - NAME_COLUMN, 1, Overflow.WRAP));
		Templates.all().forEach(each -> table.addRowValues(each.name(), each.description()));
		return "\nTemplates:\n" + table;
	}

	private static List<String> names() {
		return Templates.all().stream().map(Template::name).toList();
	}
}
