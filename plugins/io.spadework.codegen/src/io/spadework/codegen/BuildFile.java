package io.spadework.codegen;

/** The Ant file beside generated source that compiles and trains it without the workbench. */
final class BuildFile {

	/** What Ant reads, for the root of the generated files. */
	static final String NAME = "build.xml";

	private BuildFile() {
	}

	static String text(String packageName) {
		return """
				<?xml version="1.0" encoding="UTF-8"?>
				<!-- ant -Dspadework.engine=FOLDER,FOLDER train; README.md says more. -->
				<project name="%1$s" default="compile">

					<property name="classes" location="classes"/>
					<property name="run" location="run"/>
					<!-- where the study file lies: data folders are relative to it -->
					<property name="study.folder" location="."/>
					<property name="memory" value="2g"/>
					<property name="arguments" value=""/>
					<!-- of nd4j-native's two builds one may be on the class path; *-avx2.jar where the CPU has no AVX2 -->
					<property name="spadework.left.out" value="nd4j-native-*-x86_64.jar"/>

					<fail unless="spadework.engine" message="-Dspadework.engine must name the folders with the engine's jars, separated by commas."/>

					<path id="engine">
						<multirootfileset basedirs="${spadework.engine}" includes="*.jar" excludes="${spadework.left.out}"/>
					</path>

					<target name="compile">
						<mkdir dir="${classes}"/>
						<javac srcdir="." includes="%2$s/*.java" destdir="${classes}" classpathref="engine" release="21" encoding="UTF-8" includeantruntime="false">
							<compilerarg value="-proc:none"/>
						</javac>
					</target>

					<target name="train" depends="compile">
						<java classname="%1$s.Main" fork="true" failonerror="true" maxmemory="${memory}">
							<classpath>
								<pathelement location="${classes}"/>
								<path refid="engine"/>
							</classpath>
							<jvmarg value="--enable-native-access=ALL-UNNAMED"/>
							<arg value="--run"/>
							<arg file="${run}"/>
							<arg value="--study-folder"/>
							<arg file="${study.folder}"/>
							<arg line="${arguments}"/>
						</java>
					</target>

				</project>
				""".formatted(packageName, packageName.replace('.', '/'));
	}
}
