package io.spadework.codegen;

/** The class with the main method: what a person changes, as it is written once only. */
final class MainSource {

	private MainSource() {
	}

	/** The whole file. */
	static String text(Project project, String experimentClass) {
		SourceFile file = new SourceFile(project.packageName);
		file.line("/**");
		file.line(" * Trains experiment " + JavaText.comment(Elements.nameAndId(project.experiment)) + ": {@code java " + project.packageName + ".Main --run FOLDER}.");
		file.line(" * This class is yours: it is written once and never again. Override a method of {@link " + experimentClass + "} to change that part of the experiment.");
		file.line(" */");
		file.open("public class Main extends " + experimentClass);
		file.gap();
		file.open("public static void main(String[] arguments)");
		file.line("System.exit(new " + file.use("io.spadework.engine.run.EngineProcess") + "(new Main().training()).run(arguments));");
		file.close();
		file.close();
		return file.text();
	}
}
