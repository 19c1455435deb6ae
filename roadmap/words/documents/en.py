"""The words of documents in English."""

from roadmap.words.documents import Documents

WORDS = Documents(
    titles="course,courses,topic,topics,title,theme,subject,skill,skills,concept,lecture,lectures,video lectures,lesson,lessons,module"
    ",chapter,unit,focus,milestone,exercise,exercises,project,task,tasks,activity,name,label,what,item,text,content,subtopic,card name",
    time="duration,time,length,effort,workload,estimate,estimated,commitment,how long",
    needs="predecessor,predecessors,prerequisite,prerequisites,prereq,prereqs,pre requisite,pre requisites,pre req,pre reqs,requires,requirement"
    ",requirements,dependency,dependencies,depends,depends on,dependson,needs,blocked by",
    helps="corequisite,corequisites,co requisite,co requisites,soft prerequisites,nice to have,helpful",
    resources="resource,resources,link,links,url,urls,material,materials,reading,readings,book,books,textbook,video,videos"
    ",course website,website,source,sources,reading list,further reading,recommended reading,homework,assignments",
    certifications="certification,certifications,certificate,certificates",
    status="status,progress,state,list name",
    done_column="checked,is completed,done,completed,finished,complete,✅,✔,☑",
    underway_column="going on,in progress,doing",
    unbegun_column="not started,to do,todo",
    difficulty="difficulty,level",
    optional="optional,elective",
    teaches="teaches,concepts,provides,unlocks",
    aliases="also called,also known as,other names,aliases",
    steps="steps",
    aside="discussion,chat,forum,community,discord,instructor,author,teacher,university,offered by,provider,school,platform"
    ",programming languages,programming language,language,priority,free,paid,cost,price,pricing,assignee,responsible,created,updated,last edited,month,date range",
    why="why,description,about,goal,goals,objective,objectives,summary,contents,topics covered",
    stage="stage,phase,section,semester,term,track,part,category,area,group,grouping,tier,quarter",
    ident="id,code,key,slug,course code,card id",
    number="#,seq,no,nr,n,number,num,order,position,s no,sl no",
    minutes="minute,minutes,min,mins",
    hours="hour,hours,hr,hrs,h",
    days="day,days,d",
    weeks="week,weeks,wk,wks,w",
    months="month,months,mo,mos",
    years="year,years,yr,yrs",
    in_minutes="minutes,mins,min",
    in_hours="hours,hour,hrs,hr,h",
    in_days="days",
    in_weeks="weeks,wks",
    in_months="months",
    day="day",
    week="week,wk,weeks no,week number,week no",
    weekly="weekly,hrs wk,hours wk,per week,a week,week hours,hours week",
    per="per,an,a,each,every",
    a_week="weekly,pw",
    a_day="daily",
    every_week="weekly",
    to="to,and,or",
    numbers="one,two,three,four,five,six,seven,eight,nine,ten",
    more_numbers="twelve=12,a=1,an=1",
    spelled="half a year=26 weeks,a week and a half=1.5 weeks,one week and a half=1.5 weeks,a month and a half=1.5 months,an hour and a half=90 min,half a day=0.5 days,half a week=0.5 weeks,a fortnight=2 weeks,fortnight=2 weeks,half a month=2 weeks,a couple of weeks=2 weeks"
    ",half an hour=30 min",
    sessions="session,sessions",
    around="about,approx,approximately,around,circa,ca,est,estimated,total,up to,at least,of work,of content,of video"
    ",of study,video,each,of,by,max,min,to,and,or,optional,long,duration,time,effort,lasts,takes",
    nothing="none,nothing,no,n/a,null",
    completed="done,closed,resolved,merged,completed,complete,finished,passed,yes,true,y,x,1,100,learned,read,mastered,watched,solved,studied,viewed",
    going_on="in progress,inprogress,going on,ongoing,doing,started,current,studying,learning,underway,active,in review,reading,watching",
    skipped="skipped,skip,dropped,cancelled,canceled,won't do",
    not_started="not started,notstarted,todo,to do,pending,planned,open,no,false,n,not yet,backlog,0,next,upcoming,later,needsaction,needs action",
    about="translations,translations in progress,other languages,read in other languages,available languages,features,tech stack,project structure,folder structure,directory structure,repository structure,screenshots,built with,run locally,table of contents,contents,content,toc,summary,overview,introduction,about,about this course,licence,license"
    ",licensing,credits,community,faq,team,code of conduct,index,changelog,disclaimer,notes,note,support,prologue"
    ",join us,sign up,registration,instructors,instructor,teachers,authors,author,maintainers,contributors,sponsors,contact"
    ",contacts,getting help,help,thanks,congratulations,star history,references,feedback,links,useful links,resources"
    ",additional resources,other resources,further reading,acknowledgements,acknowledgments,partners,donate"
    ",grading,logistics,office hours,tips,study tips,final tips,appendix,preface,foreword,motivation,who is this for,navigation,table of content,epilogue"
    ",conclusion,what's next,whats next,next steps,audience,target audience,enrolment,enrollment,legend",
    beginning="how to use,how to read,how to contribute,how to follow,how to study,how to get,how to start,how to join,how to submit"
    ",how to work,contribut-,about this,about the,acknowledg-,join us,join our,join the,sign up,who should,who is,who this"
    ",license,licence,getting help,frequently asked,before you,thank,a note,notes on,tips for,tips on,why you,don't,table of,what you need"
    ",what you will need,what you'll need,you will need,support us",
    optional_mark="optional,elective,electives,bonus,extra credit",
    part_words="days,subtopics,sub topics,subtasks,sub tasks,steps,children,subskills,checklist,activities,goals,goal,topics,topic,project,mini project,mini projects,projects,resources,tasks,task,to do,deliverable"
    ",deliverables,exercises,exercise,practice,reading,reading list,readings,objectives,milestone,outcome,outcomes,homework"
    ",checkpoint,learn,what to learn,concepts,skills,videos,books,articles,assignments,assessment",
    levels="beginner,beginners,novice,elementary,pre-intermediate,intermediate,upper intermediate,advanced,expert,junior,mid-level,senior,easy,medium,hard,must have,nice to have,core,electives,elective,bonus,optional",
    main="curriculum,the curriculum,syllabus,roadmap,the roadmap,learning roadmap,learning path,the path,path,study plan,learning plan,the plan,course outline,outline,course content,course contents,program,programme,lessons,lectures,modules,course modules,course schedule,the course,course structure,steps,milestones,the map",
    resource_steps="steps of resources,steps of the resources,resource steps,steps by resource",
    counted_parts="chapter=Chapter,chapters=Chapter,lesson=Lesson,lessons=Lesson,unit=Unit,units=Unit,module=Module,modules=Module,"
    "lecture=Lecture,lectures=Lecture,section=Section,sections=Section,part=Part,parts=Part,step=Step,steps=Step,"
    "video=Video,videos=Video,session=Session,sessions=Session,tutorial=Tutorial,tutorials=Tutorial,episode=Episode,"
    "episodes=Episode,milestone=Milestone,milestones=Milestone,task=Task,tasks=Task,course=Course,courses=Course,"
    "week=Week,weeks=Week",
    both="and",
    either="or",
    month_names="jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec",
    sums="total,totals,grand total,subtotal,sum",
    agreed="yes,no,true,false,y,n",
)
